import { expect, test } from '@jest/globals';
import { variableReferences } from '../../../local/api/variable-references.ts';

const machine = (states: object) => JSON.stringify({ StartAt: Object.keys(states)[0], States: states });

test('lists what each state reads, in alphabetical order', () => {
  const definition = machine({
    Set: { Type: 'Pass', Assign: { b: 1, a: 2 }, Next: 'Read' },
    Read: { Type: 'Pass', Parameters: { 'sum.$': 'States.MathAdd($b, $a)', literal: '$a' }, End: true },
  });
  expect(variableReferences(definition)).toEqual({ Read: ['a', 'b'] });
});

test('reads JSONata, save for what an expression binds itself', () => {
  const definition = machine({
    Read: {
      Type: 'Pass',
      QueryLanguage: 'JSONata',
      Output: '{% ($own := $states.input.x; $sum([$own, $other])) %}',
      End: true,
    },
  });
  expect(variableReferences(definition)).toEqual({ Read: ['other'] });
});

test('names a nested state itself', () => {
  const inner = { StartAt: 'Read', States: { Read: { Type: 'Wait', SecondsPath: '$pause', End: true } } };
  const definition = machine({ Both: { Type: 'Parallel', Branches: [inner], End: true } });
  expect(variableReferences(definition)).toEqual({ Read: ['pause'] });
});

test('is absent when no state reads a variable', () => {
  expect(variableReferences(machine({ Set: { Type: 'Pass', Assign: { a: 1 }, End: true } }))).toBeUndefined();
});
