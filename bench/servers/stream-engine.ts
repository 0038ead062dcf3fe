import { Agent, request } from 'node:http';
import { flushCompileCache } from 'node:module';
import { text } from 'node:stream/consumers';
import { startWorkflowServer } from '../../local/cli/workflow-server.ts';
import { checkpointFile } from '../../local/host/pipe/checkpoint-file.ts';
import { expressTarget } from '../../local/host/pipe/express-target.ts';
import { kinesisSource } from '../../local/host/pipe/kinesis-source.ts';
import { startPipe } from '../../local/host/pipe/pipe.ts';
import { pipeSettings } from '../../local/host/pipe/pipe-settings.ts';
import { systemClock } from '../../local/host/system-clock.ts';
import { moveTo } from '../../tasks/stream/stream-world.ts';
import type { Activity } from '../../tasks/stream/activity.ts';
import type { WriteOutcome } from '../../tasks/stream/store/activity-table.ts';
import { streamBatch } from '../../workflows/stream-batch.ts';
import { answerParent } from './server-process.ts';

/** The engine with StreamBatch, its task functions and the pipe; what it is given in its flags outlives it. */
const [tableUrl = '', kinesisUrl = '', checkpointsPath = ''] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });

function ask<Answer>(path: string, body: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(`${tableUrl}${path}`, { method: 'POST', agent }, (response) => {
      text(response).then((answer) => resolve(JSON.parse(answer) as Answer), reject);
    });
    asked.once('error', reject);
    asked.end(JSON.stringify(body));
  });
}

moveTo({
  readDocuments: async (ids) => new Map(ids.map((id) => [id, { title: `About ${id}`, subject: 'tax' }])),
  deadLetter: async (poison) => poison,
  activities: {
    read: async (keys) =>
      new Map((await ask<Activity[]>('/read', keys)).map((activity) => [activity.key, activity])),
    write: (changes) => ask<WriteOutcome[]>('/write', changes),
  },
});

const server = await startWorkflowServer({
  port: 0,
  host: '127.0.0.1',
  accountId: '123456789012',
  region: 'us-east-1',
  waitTimeScale: 1,
  mockConfigPath: undefined,
  environment: {},
  workflows: [streamBatch],
  surroundings: { now: Date.now, sink: () => {} },
});
const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
await startPipe(pipeSettings({ batchSize: 250 }), {
  source: kinesisSource('usage', { endpoint: kinesisUrl, region: 'us-east-1', credentials }),
  target: expressTarget(server.engine, server.stateMachineArns.get('StreamBatch') ?? ''),
  checkpoints: checkpointFile(checkpointsPath),
  clock: systemClock,
  warn: console.warn,
});
answerParent(server.url);
// It may be killed at any moment, and has kept nothing of what it has compiled by then.
flushCompileCache();
