import { createLakeStorage } from '../../local/cli/dev/lake-storage.ts';
import { setTaskEnvironment } from '../../local/cli/dev/task-environment.ts';
import { startStandIns } from '../../local/host/stand-ins.ts';
import { reachEndpoint } from '../../tasks/aws/clients.ts';

/** S3, DynamoDB and SNS in this process, empty but for buckets and table; the lake's tasks find them by the environment. */
export async function startLake(): Promise<{ readonly close: () => Promise<void> }> {
  const standIns = await startStandIns();
  setTaskEnvironment(standIns.endpoints, { region: 'us-east-1' });
  for (const [url, httpAgent] of standIns.agents) reachEndpoint(url, { httpAgent });
  await createLakeStorage();
  const close = async () => {
    for (const url of standIns.agents.keys()) reachEndpoint(url, undefined);
    await standIns.close();
  };
  return { close };
}
