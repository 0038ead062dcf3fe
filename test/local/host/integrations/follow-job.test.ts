import { describe, expect, test } from '@jest/globals';
import type { Json, JsonObject } from '../../../../asl/json.ts';
import { VirtualClock } from '../../../../local/engine/virtual-clock.ts';
import { followJob } from '../../../../local/host/integrations/follow-job.ts';
import type { Job } from '../../../../local/host/integrations/job.ts';
import { findJob } from '../../../../local/host/integrations/jobs.ts';
import type { Reply } from '../../../../local/host/integrations/operation-call.ts';

/** A service that has its answers ready, one for each call; the last answers for ever. Time is virtual. */
function follow(job: Job, started: JsonObject, answers: readonly (JsonObject | Reply)[]) {
  const clock = new VirtualClock(0);
  const calls: (readonly [atMs: number, action: string, parameters: Json])[] = [];
  const call = async (action: string, parameters: Json): Promise<Reply> => {
    const answer = answers[Math.min(calls.length, answers.length - 1)] ?? {};
    calls.push([clock.now(), action, parameters]);
    return isReply(answer)
      ? answer
      : { type: 'answered', output: answer, head: { status: 200, headers: [] } };
  };
  const abort = new AbortController();
  const outcome = followJob(job, { started, signal: abort.signal }, { clock, call });
  return { clock, calls, abort, outcome };
}

function isReply(answer: JsonObject | Reply): answer is Reply {
  return answer['type'] === 'failed';
}

const refusal: Reply = { type: 'failed', error: 'Glue.ThrottlingException', cause: 'slow down' };

/** Lets what is not about time happen. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

async function pass(clock: VirtualClock, ...seconds: readonly number[]): Promise<void> {
  for (const each of seconds) {
    await turns();
    clock.advance(each * 1_000);
  }
  await turns();
}

function jobOf(resourceType: string, action: string): Job {
  const job = findJob(resourceType, action);
  if (job === undefined) throw new Error(`no job ${resourceType}:${action}`);
  return job;
}

const glue = jobOf('glue', 'startJobRun');
const glueStarted = { JobName: 'nightly', JobRunId: 'jr_1' };
const glueRun = (JobRunState: string) => ({ JobRun: { Id: 'jr_1', JobRunState } });

describe('a job that is followed', () => {
  test('succeeds with its description', async () => {
    const { outcome } = follow(glue, glueStarted, [glueRun('SUCCEEDED')]);
    expect(await outcome).toEqual({
      type: 'succeeded',
      output: { Id: 'jr_1', JobRunState: 'SUCCEEDED' },
    });
  });

  test('fails with States.TaskFailed and its description', async () => {
    const { outcome } = follow(glue, glueStarted, [glueRun('TIMEOUT')]);
    expect(await outcome).toEqual({
      type: 'failed',
      error: 'States.TaskFailed',
      cause: '{"Id":"jr_1","JobRunState":"TIMEOUT"}',
    });
  });

  test('is asked for ever less often', async () => {
    const { clock, calls } = follow(glue, glueStarted, [glueRun('RUNNING')]);
    await pass(clock, 0.5, 1, 2, 4, 8, 10, 10);
    expect(calls.map(([atMs]) => atMs / 1_000)).toEqual([0, 0.5, 1.5, 3.5, 7.5, 15.5, 25.5, 35.5]);
  });

  test('is asked for by what started it and what that answered', async () => {
    const { calls, outcome } = follow(glue, glueStarted, [glueRun('SUCCEEDED')]);
    await outcome;
    expect(calls).toEqual([[0, 'getJobRun', { JobName: 'nightly', RunId: 'jr_1' }]]);
  });

  test('survives refusals of the question', async () => {
    const answers = [refusal, refusal, glueRun('RUNNING'), refusal, glueRun('SUCCEEDED')];
    const { clock, outcome } = follow(glue, glueStarted, answers);
    await pass(clock, 0.5, 1, 2, 4);
    expect(await outcome).toMatchObject({ type: 'succeeded' });
  });

  test('fails when the question is refused five times', async () => {
    const { clock, outcome } = follow(glue, glueStarted, [refusal]);
    await pass(clock, 0.5, 1, 2, 4);
    expect(await outcome).toEqual(refusal);
  });

  test('is stopped when nobody waits any more', async () => {
    const { clock, calls, abort } = follow(glue, glueStarted, [glueRun('RUNNING')]);
    await pass(clock, 0.5);
    abort.abort();
    await turns();
    expect(calls.at(-1)).toEqual([500, 'batchStopJobRun', { JobName: 'nightly', JobRunIds: ['jr_1'] }]);
  });

  test('is not asked for once it is stopped', async () => {
    const { clock, calls, abort } = follow(glue, glueStarted, [glueRun('RUNNING')]);
    abort.abort();
    await pass(clock, 60, 60);
    expect(calls.map(([, action]) => action)).toEqual(['getJobRun', 'batchStopJobRun']);
  });

  test('goes on where Step Functions leaves it running', async () => {
    const { calls, abort } = follow(jobOf('elasticmapreduce', 'createCluster'), { ClusterId: 'j-1' }, [{}]);
    abort.abort();
    await turns();
    expect(calls).toEqual([[0, 'describeCluster', { ClusterId: 'j-1' }]]);
  });
});

describe('a deletion', () => {
  const deletion = jobOf('eks', 'deleteCluster');
  const gone: Reply = { type: 'failed', error: 'EKS.ResourceNotFoundException', cause: 'No cluster' };

  test('succeeds when nothing is left', async () => {
    const deleting = { Cluster: { Status: 'DELETING' } };
    const { clock, outcome } = follow(deletion, { Name: 'shop' }, [deleting, gone]);
    await pass(clock, 0.5);
    expect(await outcome).toEqual({ type: 'succeeded', output: { Name: 'shop' } });
  });

  test('fails when it does', async () => {
    const { outcome } = follow(deletion, { Name: 'shop' }, [{ Cluster: { Status: 'FAILED' } }]);
    expect(await outcome).toMatchObject({ error: 'States.TaskFailed' });
  });
});

describe('a task of ECS', () => {
  const ecs = jobOf('ecs', 'runTask');
  const started = { Tasks: [{ TaskArn: 'arn:task', ClusterArn: 'arn:cluster' }] };
  const ContainerDefinitions = [{ Name: 'app' }, { Name: 'logs', Essential: false }];
  const endsWith = async (app: number | undefined, logs: number) => {
    const Containers = [
      { Name: 'app', ...(app !== undefined && { ExitCode: app }) },
      { Name: 'logs', ExitCode: logs },
    ];
    const task = { LastStatus: 'STOPPED', TaskDefinitionArn: 'arn:definition', Containers };
    const { calls, outcome } = follow(ecs, started, [
      { Tasks: [task] },
      { TaskDefinition: { ContainerDefinitions } },
    ]);
    return { ending: (await outcome).type, actions: calls.map(([, action]) => action) };
  };

  test.each([
    ['succeeds', 'when its container exits with 0, though a sidecar is killed', 0, 137, 'succeeded'],
    ['fails', 'when its container exits with another code', 1, 0, 'failed'],
    ['fails', 'when its container has never run', undefined, 0, 'failed'],
  ] as const)('%s %s', async (_ending, _when, app, logs, expected) => {
    expect(await endsWith(app, logs)).toEqual({
      ending: expected,
      actions: ['describeTasks', 'describeTaskDefinition'],
    });
  });

  test('is described in the cluster where it runs', async () => {
    const { calls, abort } = follow(ecs, started, [{ Tasks: [{ LastStatus: 'PENDING' }] }]);
    await turns();
    abort.abort();
    expect(calls).toEqual([[0, 'describeTasks', { Cluster: 'arn:cluster', Tasks: ['arn:task'] }]]);
  });
});

describe('the result', () => {
  test.each([
    ['athena', 'startQueryExecution', { QueryExecution: { Status: { State: 'SUCCEEDED' } } }, undefined],
    ['batch', 'submitJob', { Jobs: [{ Status: 'SUCCEEDED' }] }, { Status: 'SUCCEEDED' }],
    [
      'codebuild',
      'startBuild',
      { Builds: [{ BuildStatus: 'SUCCEEDED' }] },
      { Build: { BuildStatus: 'SUCCEEDED' } },
    ],
    ['databrew', 'startJobRun', { RunId: 'r', State: 'SUCCEEDED' }, undefined],
    ['elasticmapreduce', 'addStep', { Step: { Status: { State: 'COMPLETED' } } }, undefined],
    ['emr-serverless', 'startJobRun', { JobRun: { State: 'SUCCESS' } }, { State: 'SUCCESS' }],
    ['mediaconvert', 'createJob', { Job: { Status: 'COMPLETE' } }, undefined],
    ['sagemaker', 'createTrainingJob', { TrainingJobStatus: 'Completed' }, undefined],
  ])('of %s:%s is in the form that AWS gives it', async (type, action, described, result) => {
    const { outcome } = follow(jobOf(type, action), {}, [described]);
    expect(await outcome).toEqual({ type: 'succeeded', output: result ?? described });
  });

  test('of a cluster names it at the top', async () => {
    const { outcome } = follow(jobOf('elasticmapreduce', 'createCluster'), { ClusterId: 'j-1' }, [
      { Cluster: { Id: 'j-1', Status: { State: 'WAITING' } } },
    ]);
    expect(await outcome).toMatchObject({ output: { ClusterId: 'j-1', Cluster: { Id: 'j-1' } } });
  });
});
