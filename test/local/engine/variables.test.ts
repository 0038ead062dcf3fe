import { expect, test } from '@jest/globals';
import type { Json } from '../../../asl/json.ts';
import { payloadBytesMax } from '../../../local/engine/limits.ts';
import { runCore } from '../../support/core.ts';

const set = (Assign: Json, more: object) => ({ Type: 'Pass', Assign, Output: {}, ...more });
const jsonata = (States: object) => ({ QueryLanguage: 'JSONata', StartAt: 'Set', States }) as Json;
const large = 'x'.repeat(200_000);

test('refuses an Assign that is larger than a payload', () => {
  const States = { Set: set({ one: '{% $states.input %}', other: '{% $states.input %}' }, { End: true }) };
  const { execution } = runCore(jsonata(States), { input: large });
  expect(execution).toMatchObject({
    error: 'States.DataLimitExceeded',
    cause: expect.stringContaining(`'Set' assigned variables with a size exceeding`),
  });
  expect(execution.history.map(({ type }) => type)).not.toContain('PassStateExited');
});

/** A chain of states, each with a variable of its own. */
const chain = (count: number, nameOf: (index: number) => string) =>
  jsonata(
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        index === 0 ? 'Set' : `Set${index}`,
        set(
          { [nameOf(index)]: '{% $states.context.Execution.Input %}' },
          index === count - 1 ? { End: true } : { Next: `Set${index + 1}` },
        ),
      ]),
    ),
  );

test('refuses variables of more than ten mebibytes together', () => {
  const { execution } = runCore(
    chain(53, (index) => `v${index}`),
    { input: large },
  );
  expect(execution).toMatchObject({
    error: 'States.DataLimitExceeded',
    cause: expect.stringContaining(`'Set52' assigned variables`),
  });
});

test('counts a variable once, however often it is assigned', () => {
  const { execution } = runCore(
    chain(100, (index) => `v${index % 45}`),
    { input: large },
  );
  expect(execution.status).toBe('SUCCEEDED');
});

test.each([
  ['a task', { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' }, 'Parameters'],
  ['branches', { Type: 'Parallel', Branches: [pass()] }, 'Parameters'],
  ['iterations', { Type: 'Map', ItemsPath: '$.list', ItemProcessor: pass() }, 'ItemSelector'],
])('gives %s no more than a payload', (_whom, fields, field) => {
  const States = { Give: { ...fields, [field]: { 'a.$': '$.text', 'b.$': '$.text' }, End: true } };
  const input = { text: 'x'.repeat(payloadBytesMax / 2), list: [1] };
  expect(runCore({ StartAt: 'Give', States }, { input }).execution).toMatchObject({
    error: 'States.DataLimitExceeded',
    cause: expect.stringContaining(`'Give' was given an input with a size exceeding`),
  });
});

function pass() {
  return { StartAt: 'In', States: { In: { Type: 'Pass', End: true } } };
}
