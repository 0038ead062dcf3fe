import { expect, test } from '@jest/globals';
import { Engine } from '../../../local/engine/engine.ts';
import type { LogRecord } from '../../../local/engine/execution-log.ts';
import { VirtualClock } from '../../../local/engine/virtual-clock.ts';

const failing = {
  StartAt: 'Greet',
  States: {
    Greet: { Type: 'Pass', Result: { to: 'all' }, Next: 'No' },
    No: { Type: 'Fail', Error: 'No', Cause: 'never' },
  },
};

/** Runs the machine once, and again if it is to be redriven; answers what was logged. */
function logged(
  loggingConfiguration: object,
  {
    definition = failing,
    redriven = false,
  }: { readonly definition?: object; readonly redriven?: boolean } = {},
): readonly LogRecord[] {
  const records: LogRecord[] = [];
  const clock = new VirtualClock();
  const engine = new Engine({
    place: { region: 'us-east-1', accountId: '123456789012' },
    clock,
    ids: { uuid: () => 'id' },
    random: { next: () => 0.5 },
    taskRunner: () => ({ start: () => () => {} }),
    onLogged: (record) => records.push(record),
  });
  const { arn } = engine.createStateMachine({
    name: 'Loud',
    type: 'STANDARD',
    definition: JSON.stringify(definition),
    roleArn: 'arn:aws:iam::123456789012:role/states',
    tags: new Map(),
    loggingConfiguration: { ...loggingConfiguration },
    tracingConfiguration: {},
    encryptionConfiguration: {},
  });
  const { start } = engine.startExecution({ stateMachineArn: arn, name: 'one' });
  clock.runUntilIdle();
  const started = engine.executions.find(start.arn);
  if (redriven && started !== undefined) engine.redriveExecution(started);
  return records;
}

const typesOf = (records: readonly LogRecord[]) => records.map(({ type }) => type);

test('writes every event at the level ALL, all of it as text', () => {
  const records = logged({ level: 'ALL', includeExecutionData: true });
  expect(typesOf(records)).toEqual([
    'ExecutionStarted',
    'PassStateEntered',
    'PassStateExited',
    'FailStateEntered',
    'ExecutionFailed',
  ]);
  expect(records[2]).toEqual({
    id: '3',
    type: 'PassStateExited',
    details: { name: 'Greet', output: '{"to":"all"}', outputDetails: { truncated: 'false' } },
    previous_event_id: '2',
    event_timestamp: String(Date.UTC(2026, 0, 1)),
    execution_arn: 'arn:aws:states:us-east-1:123456789012:execution:Loud:one',
    redrive_count: '0',
  });
});

test('leaves data out unless it is asked for', () => {
  const [started, , exited] = logged({ level: 'ALL' });
  expect(started?.details).toEqual({ roleArn: 'arn:aws:iam::123456789012:role/states' });
  expect(exited?.details).toEqual({ name: 'Greet' });
});

test.each([
  ['ERROR', ['FailStateEntered', 'ExecutionFailed']],
  ['FATAL', ['ExecutionFailed']],
  ['OFF', []],
  [undefined, []],
])('writes at the level %s only what belongs to it', (level, types) => {
  expect(typesOf(logged({ level }))).toEqual(types);
});

test('goes on where it was after a redrive', () => {
  const records = logged({ level: 'ALL' }, { redriven: true });
  expect(records.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  expect(records.at(-1)).toMatchObject({ type: 'ExecutionFailed', redrive_count: '1' });
});

test('writes of child executions what has happened in them', () => {
  const Each = {
    Type: 'Map',
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'Inside',
      States: { Inside: { Type: 'Pass', End: true } },
    },
    Items: [1, 2],
    End: true,
  };
  const definition = { QueryLanguage: 'JSONata', StartAt: 'Each', States: { Each } };
  const records = logged({ level: 'ALL' }, { definition });
  expect(typesOf(records).filter((type) => type === 'ExecutionSucceeded')).toHaveLength(3);
  expect(new Set(records.map((record) => record.execution_arn)).size).toBe(3);
});
