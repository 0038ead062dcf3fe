import { expect, test } from '@jest/globals';
import { validate } from '../../../../asl/validate/validate.ts';
import { findingsOf, jsonataWith, machineOf } from '../harness.ts';

const undefinedOf = (states: Record<string, unknown>) =>
  findingsOf('undefined-variables', machineOf(states, { QueryLanguage: 'JSONata' }));
const reads = { Type: 'Pass', Output: '{% $x %}', End: true };
const assigns = (next: string) => ({ Type: 'Pass', Assign: { x: 1 }, Next: next });
const possibly = "Variable 'x' is possibly not defined.";

test('warns of a variable that nobody sets, as AWS accepts it', () => {
  expect(undefinedOf({ B: reads })).toEqual([
    `/States/B/Output ${possibly} No state assigns it: correct the name, or add it to an Assign.`,
  ]);
  const found = validate(jsonataWith({ Type: 'Pass', Output: '{% $x %}' }));
  expect(found.find(({ rule }) => rule === 'undefined-variables')?.severity).toBe('WARNING');
});

test('warns of one that is set on some paths only', () => {
  const choice = {
    Type: 'Choice',
    Choices: [{ Condition: '{% $states.input.a %}', Next: 'M' }],
    Default: 'B',
  };
  expect(undefinedOf({ A: choice, M: assigns('B'), B: reads })).toEqual([
    `/States/B/Output ${possibly} It is not assigned on every path to this state, or in another scope: ` +
      'assign it before the paths part.',
  ]);
});

test('reads at entry, before the state itself assigns', () => {
  expect(undefinedOf({ B: { ...reads, Assign: { x: 1 } } })).toHaveLength(1);
});

test('follows choice rules and catchers, each with its own Assign', () => {
  const rule = { Condition: '{% $states.input.a %}', Assign: { x: 1 }, Next: 'B' };
  expect(
    undefinedOf({ A: { Type: 'Choice', Choices: [rule], Default: 'C' }, B: reads, C: { Type: 'Succeed' } }),
  ).toEqual([]);
  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'B' }];
  const task = { Type: 'Task', Resource: '${A}', Assign: { x: 1 }, Catch, Next: 'B' };
  expect(undefinedOf({ A: task, B: reads })).toHaveLength(1);
});

test('lets a branch read around itself, and nobody into it', () => {
  const branch = { StartAt: 'B', States: { B: reads } };
  expect(undefinedOf({ A: assigns('P'), P: { Type: 'Parallel', Branches: [branch], End: true } })).toEqual(
    [],
  );
  const setting = { StartAt: 'I', States: { I: { Type: 'Pass', Assign: { x: 1 }, End: true } } };
  expect(undefinedOf({ P: { Type: 'Parallel', Branches: [setting], Next: 'B' }, B: reads })).toHaveLength(1);
});

test('lets no Distributed Map read around itself', () => {
  const processor = { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'B', States: { B: reads } };
  expect(undefinedOf({ A: assigns('M'), M: { Type: 'Map', ItemProcessor: processor, End: true } })).toEqual([
    `/States/M/ItemProcessor/States/B/Output ${possibly} A Distributed Map does not see the variables around it: ` +
      'pass the value through ItemSelector or BatchInput.',
  ]);
});

test('lets an expression ask whether the variable exists', () => {
  expect(undefinedOf({ B: { ...reads, Output: '{% $exists($x) ? $x : 0 %}' } })).toEqual([]);
});

test('reads JSONPath variables in paths, filters and functions', () => {
  const parameters = { 'a.$': '$x.id', 'b.$': 'States.Array($y)' };
  const definition = machineOf({ A: { Type: 'Pass', Parameters: parameters, End: true } });
  expect(findingsOf('undefined-variables', definition).map((finding) => finding.split(' ')[0])).toEqual([
    '/States/A/Parameters/a.$',
    '/States/A/Parameters/b.$',
  ]);
});
