import { expect, test } from '@jest/globals';
import { type ActivityTask, ActivityRegistry } from '../../../local/engine/activity-registry.ts';
import type { TaskReport, TaskRequest } from '../../../local/engine/task-request.ts';
import { VirtualClock } from '../../../local/engine/virtual-clock.ts';

function registry(): { readonly activities: ActivityRegistry; readonly arn: string } {
  const activities = new ActivityRegistry(
    { region: 'us-east-1', accountId: '123456789012' },
    new VirtualClock(),
  );
  return { activities, arn: activities.create('work', new Map()).arn };
}

function task(activityArn: string, number: number): TaskRequest {
  return {
    taskId: number,
    stateName: 'Work',
    resource: { kind: 'activity', activityArn },
    parameters: { number },
    retryCount: 0,
    taskToken: `token-${number}`,
  };
}

test('gives waiting tasks to workers in the order of their coming', () => {
  const { activities, arn } = registry();
  const given: ActivityTask[] = [];
  activities.schedule(task(arn, 1), () => {});
  activities.schedule(task(arn, 2), () => {});
  activities.poll(arn, undefined, (each) => given.push(each));
  activities.poll(arn, undefined, (each) => given.push(each));
  expect(given).toEqual([
    { taskToken: 'token-1', input: { number: 1 } },
    { taskToken: 'token-2', input: { number: 2 } },
  ]);
});

test('gives a task to the worker that has waited longest', () => {
  const { activities, arn } = registry();
  const taken: string[] = [];
  activities.poll(arn, 'first', () => taken.push('first'));
  activities.poll(arn, 'second', () => taken.push('second'));
  activities.schedule(task(arn, 1), () => {});
  expect(taken).toEqual(['first']);
});

test('reports that a task is queued, and its start with the name of the worker', () => {
  const { activities, arn } = registry();
  const reports: TaskReport[] = [];
  activities.poll(arn, 'worker-7', () => {});
  activities.schedule(task(arn, 1), (report) => reports.push(report));
  expect(reports).toEqual([{ type: 'queued' }, { type: 'started', workerName: 'worker-7' }]);
});

test('keeps a cancelled task from the workers', () => {
  const { activities, arn } = registry();
  const given: ActivityTask[] = [];
  activities.schedule(task(arn, 1), () => {})();
  activities.poll(arn, undefined, (each) => given.push(each));
  expect(given).toEqual([]);
});

test('gives nothing to a worker that has left', () => {
  const { activities, arn } = registry();
  const given: ActivityTask[] = [];
  activities.poll(arn, undefined, (each) => given.push(each))();
  activities.schedule(task(arn, 1), () => {});
  expect(given).toEqual([]);
});

test('fails a task whose activity does not exist', () => {
  const { activities, arn } = registry();
  const reports: TaskReport[] = [];
  activities.delete(arn);
  activities.schedule(task(arn, 1), (report) => reports.push(report));
  expect(reports).toEqual([
    { type: 'startFailed', error: 'States.Runtime', cause: `The activity ${arn} does not exist.` },
  ]);
});

test('refuses the worker that is one too many', () => {
  const { activities, arn } = registry();
  for (let worker = 0; worker < 1_000; worker += 1) activities.poll(arn, undefined, () => {});
  expect(() => activities.poll(arn, undefined, () => {})).toThrow(/^More than 1000 workers poll /);
});
