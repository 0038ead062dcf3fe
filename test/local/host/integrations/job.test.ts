import { afterEach, describe, expect, test } from '@jest/globals';
import { Engine } from '../../../../local/engine/engine.ts';
import { VirtualClock } from '../../../../local/engine/virtual-clock.ts';
import { createTaskRunner } from '../../../../local/host/task-runner.ts';
import { type FakeRequest, type HttpFake, startHttpFake } from '../http-fake.ts';
import {
  execution,
  fixedIds,
  hastyClock,
  noServices,
  place,
  reportsOfJob,
  serviceTask,
} from '../task-run.ts';

/** A service that starts and describes jobs over the wire, as the test says. */
let service: HttpFake;

afterEach(async () => {
  await service.close();
});

const operationOf = ({ headers }: FakeRequest) => String(headers['x-amz-target']).split('.').at(-1);

async function answering(answers: { readonly [operation: string]: object }) {
  service = await startHttpFake((request) => ({
    body: JSON.stringify(answers[operationOf(request) ?? ''] ?? {}),
  }));
  return { endpoints: { everyService: service.url, byService: {} }, clock: hastyClock };
}

async function requestsInclude(operation: string): Promise<void> {
  while (!service.requests.some((each) => operationOf(each) === operation)) await new Promise(setImmediate);
}

const machine = {
  name: 'Nightly',
  type: 'STANDARD',
  roleArn: 'arn:aws:iam::123456789012:role/any',
  loggingConfiguration: {},
  tracingConfiguration: {},
  encryptionConfiguration: {},
  tags: new Map<string, string>(),
} as const;

describe('glue:startJobRun.sync', () => {
  const task = serviceTask('glue:startJobRun.sync', { JobName: 'nightly' });
  const runIs = (JobRunState: string) =>
    answering({
      StartJobRun: { JobRunId: 'jr_1' },
      GetJobRun: { JobRun: { Id: 'jr_1', JobRunState, StartedOn: 1_795_428_000 } },
    });

  test('is submitted, then succeeds with the job', async () => {
    const reports = await reportsOfJob(task, await runIs('SUCCEEDED'));
    expect(reports).toMatchObject([
      { type: 'started' },
      { type: 'submitted', output: { JobRunId: 'jr_1', SdkHttpMetadata: { HttpStatusCode: 200 } } },
      {
        type: 'succeeded',
        output: { Id: 'jr_1', JobRunState: 'SUCCEEDED', StartedOn: 1_795_428_000_000 },
      },
    ]);
  });

  test('fails with the job as its cause', async () => {
    const reports = await reportsOfJob(task, await runIs('FAILED'));
    expect(reports.at(-1)).toEqual({
      type: 'failed',
      error: 'States.TaskFailed',
      cause: '{"Id":"jr_1","StartedOn":1795428000000,"JobRunState":"FAILED"}',
    });
  });

  test('stops the job when it is cancelled before the job is known', async () => {
    const runner = createTaskRunner({ services: noServices, place, ...(await runIs('RUNNING')) });
    runner.start(execution(), task, () => {})();
    await requestsInclude('BatchStopJobRun');
    expect(service.requests.map((each) => [operationOf(each), each.body])).toEqual([
      ['StartJobRun', '{"JobName":"nightly"}'],
      ['BatchStopJobRun', '{"JobName":"nightly","JobRunIds":["jr_1"]}'],
    ]);
  });
});

describe('an execution that waits for a job', () => {
  const definition = {
    StartAt: 'Export',
    States: {
      Export: {
        Type: 'Task',
        Resource: 'arn:aws:states:::glue:startJobRun.sync',
        Parameters: { JobName: 'nightly' },
        TimeoutSeconds: 60,
        End: true,
      },
    },
  };

  test('stops it at TimeoutSeconds, in virtual time', async () => {
    const running = { StartJobRun: { JobRunId: 'jr_1' }, GetJobRun: { JobRun: { JobRunState: 'RUNNING' } } };
    const { endpoints } = await answering(running);
    const clock = new VirtualClock();
    const engine = new Engine({
      place,
      clock,
      ids: fixedIds,
      random: { next: () => 0.5 },
      taskRunner: (services) => createTaskRunner({ services, place, clock, ids: fixedIds, endpoints }),
    });
    const { arn } = engine.createStateMachine({ ...machine, definition: JSON.stringify(definition) });
    const exporting = engine.startExecution({ stateMachineArn: arn });
    await requestsInclude('GetJobRun');
    clock.advance(60_000);
    await requestsInclude('BatchStopJobRun');
    expect([exporting.status, exporting.error]).toEqual(['FAILED', 'States.Timeout']);
  });
});

describe('ecs:runTask', () => {
  const unplaced = { Tasks: [], Failures: [{ Reason: 'RESOURCE:MEMORY' }] };
  const run = async (pattern: string) => {
    const wire = { RunTask: { tasks: [], failures: [{ reason: 'RESOURCE:MEMORY' }] } };
    const reports = await reportsOfJob(
      serviceTask(`ecs:runTask${pattern}`, { TaskDefinition: 'app' }),
      await answering(wire),
    );
    return reports.at(-1);
  };

  test('succeeds though nothing could be placed', async () => {
    expect(await run('')).toMatchObject({ type: 'succeeded', output: unplaced });
  });

  test.each(['.sync', '.waitForTaskToken'])('fails with %s when nothing could be placed', async (pattern) => {
    expect(await run(pattern)).toEqual({
      type: 'submitFailed',
      error: 'AmazonECS.Unknown',
      cause: JSON.stringify(unplaced),
    });
  });
});
