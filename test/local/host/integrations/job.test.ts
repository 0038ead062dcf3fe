import { afterEach, describe, expect, test } from '@jest/globals';
import { createTaskRunner } from '../../../../local/host/task-runner.ts';
import { type FakeRequest, type HttpFake, startHttpFake } from '../http-fake.ts';
import { execution, hastyClock, noServices, place, reportsOfJob, serviceTask } from '../task-run.ts';

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
    const stopped = () => service.requests.some((each) => operationOf(each) === 'BatchStopJobRun');
    while (!stopped()) await new Promise(setImmediate);
    expect(service.requests.map((each) => [operationOf(each), each.body])).toEqual([
      ['StartJobRun', '{"JobName":"nightly"}'],
      ['BatchStopJobRun', '{"JobName":"nightly","JobRunIds":["jr_1"]}'],
    ]);
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
