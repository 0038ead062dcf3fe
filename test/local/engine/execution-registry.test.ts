import { expect, test } from '@jest/globals';
import type { Execution } from '../../../local/engine/execution.ts';
import { ExecutionRegistry, type StartedExecution } from '../../../local/engine/execution-registry.ts';
import { retention } from '../../../local/engine/retention.ts';

/** Of an execution the registry reads no more than its ARNs and its history. */
function started(name: string, events = 1): StartedExecution {
  const start = { arn: `execution:${name}`, stateMachineArn: 'machine' };
  return { execution: { start, history: { length: events } } as unknown as Execution } as StartedExecution;
}

test('lists the executions of a machine, the latest first', () => {
  const executions = new ExecutionRegistry();
  const [one, two] = [started('one'), started('two')];
  executions.add(one);
  executions.add(two);
  expect(executions.ofMachine('machine')).toEqual([two, one]);
  expect(executions.ofMachine('another')).toEqual([]);
});

test('forgets the executions that ended first when there are too many', () => {
  const executions = new ExecutionRegistry();
  const all = Array.from({ length: retention.executionsMax + 2 }, (_, index) => started(String(index)));
  for (const each of all) {
    executions.add(each);
    executions.markEnded(each);
  }
  expect(executions.find('execution:1')).toBeUndefined();
  expect(executions.find('execution:2')).toBe(all[2]);
  expect(executions.ofMachine('machine')).toHaveLength(retention.executionsMax);
});

test('forgets the executions that ended first when their histories are too long', () => {
  const executions = new ExecutionRegistry();
  for (const name of ['one', 'two', 'three']) {
    const long = started(name, retention.eventsMax / 2);
    executions.add(long);
    executions.markEnded(long);
  }
  expect(executions.find('execution:one')).toBeUndefined();
  expect(executions.find('execution:two')).toBeDefined();
});

test('keeps what is under way, and the last that ended, however long', () => {
  const executions = new ExecutionRegistry();
  const [running, huge] = [started('running'), started('huge', retention.eventsMax * 2)];
  executions.add(running);
  executions.add(huge);
  executions.markEnded(huge);
  expect(executions.ofMachine('machine')).toEqual([huge, running]);
});

test('forgets of a machine only what has ended', () => {
  const executions = new ExecutionRegistry();
  const [running, ended] = [started('running'), started('ended')];
  executions.add(running);
  executions.add(ended);
  executions.markEnded(ended);
  executions.forgetMachine('machine');
  expect(executions.ofMachine('machine')).toEqual([running]);
});
