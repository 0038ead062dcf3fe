import { join } from 'node:path';
import { env } from 'node:process';
import { streamSettings } from '../../../tasks/stream/store/stream-settings.ts';
import { streamBatch } from '../../../workflows/stream-batch.ts';
import { endpointOf, type Endpoints } from '../../host/endpoints.ts';
import { checkpointFile } from '../../host/pipe/checkpoint-file.ts';
import { expressTarget } from '../../host/pipe/express-target.ts';
import { kinesisSource } from '../../host/pipe/kinesis-source.ts';
import { startPipe } from '../../host/pipe/pipe.ts';
import { pipeSettings } from '../../host/pipe/pipe-settings.ts';
import { sqsDeadLetters } from '../../host/pipe/sqs-dead-letters.ts';
import { systemClock } from '../../host/system-clock.ts';
import { createStream, createStreamStorage } from './stream-storage.ts';
import type { OpenTrigger, Serving, WorkflowWorld } from './workflow-world.ts';

/** Tables and a queue, and a pipe that reads a stream of Kinesis, or of what stands for it. */
export const streamWorld: WorkflowWorld = {
  workflow: streamBatch,
  open: async () => {
    await createStreamStorage();
    return { close: async () => {} };
  },
  trigger: openPipe,
  recordings: {
    file: join(import.meta.dirname, '../../../workflows/stream-batch.mock.json'),
    service: 'dynamodb',
  },
};

/** Where the pipe has got to, for streams that outlive this process; nothing else knows the file. */
const checkpointsPath = '.stateyard/stream-batch.checkpoints.json';

async function openPipe({ engine, stateMachineArn, endpoints, region }: Serving): Promise<OpenTrigger> {
  const streamName = env['USAGE_STREAM'] ?? 'stateyard-usage';
  const endpoint = endpointOf(endpoints, 'kinesis');
  const config = { region, ...(endpoint && { endpoint }) };
  await createStream(streamName, config);
  const source = kinesisSource(streamName, config);
  const sqsEndpoint = endpointOf(endpoints, 'sqs');
  const deadLetters = sqsDeadLetters(streamSettings().deadLetterQueueUrl, {
    region,
    ...(sqsEndpoint && { endpoint: sqsEndpoint, useQueueUrlAsEndpoint: false }),
  });
  const pipe = await startPipe(pipeSettings(), {
    source,
    target: expressTarget(engine, stateMachineArn),
    deadLetters,
    checkpoints: checkpointFile(checkpointsPath),
    clock: systemClock,
    warn: console.warn,
  });
  const close = async () => {
    await pipe.stop();
    source.close();
    deadLetters.close();
  };
  return { told: told(streamName, endpoints, region), close };
}

/** The data through the standard input: versions 1 and 2 of the AWS CLI take text in the argument differently. */
function told(streamName: string, endpoints: Endpoints, region: string): string {
  const at = (service: string) => {
    const endpoint = endpointOf(endpoints, service);
    return `${endpoint ? ` --endpoint-url ${endpoint}` : ''} --region ${region}`;
  };
  const anyone = 'export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any';
  return `\
A pipe gives what comes into the stream ${streamName} to StreamBatch. To put something there, and to see what was counted:

  ${endpointOf(endpoints, 'kinesis') ? `${anyone}\n  ` : ''}echo '{"eventId":"1","at":"2026-11-23T12:00:00Z","kind":"VIEW","product":"research"}' |
    aws kinesis put-record${at('kinesis')} \\
    --stream-name ${streamName} --partition-key ada --data fileb:///dev/stdin
  aws dynamodb get-item${at('dynamodb')} \\
    --table-name ${streamSettings().activityTable} --key '{"key":{"S":"ada"}}'
`;
}
