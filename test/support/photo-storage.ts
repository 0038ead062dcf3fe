import { startStandIns } from '../../local/host/stand-ins.ts';
import { createPhotoStorage } from '../../local/cli/dev/photo-storage.ts';
import { setTaskEnvironment } from '../../local/cli/dev/task-environment.ts';

/** S3 and DynamoDB in this process, empty but for buckets and table; the image tasks find them by the environment. */
export async function startPhotoStorage(): Promise<{ readonly close: () => Promise<void> }> {
  const standIns = await startStandIns();
  setTaskEnvironment(standIns.endpoints, { region: 'us-east-1' });
  await createPhotoStorage();
  return standIns;
}
