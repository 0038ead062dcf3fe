import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../../asl/json.ts';

/** Definitions to draw. States are named S0, S1 … in the order in which they are reached. */
export function chainOf(length: number): JsonObject {
  const states = Array.from({ length }, (_, index): [string, Json] => [
    `S${index}`,
    { Type: 'Pass', ...(index === length - 1 ? { End: true } : { Next: `S${index + 1}` }) },
  ]);
  return { StartAt: 'S0', States: Object.fromEntries(states) };
}

/** A chain whose every state hands its errors to the state `Handler`. */
export function handedToOne(length: number): JsonObject {
  const states = Array.from({ length }, (_, index): [string, Json] => [
    `S${index}`,
    {
      Type: 'Task',
      Resource: 'arn:aws:states:::dynamodb:getItem',
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Handler' }],
      ...(index === length - 1 ? { End: true } : { Next: `S${index + 1}` }),
    },
  ]);
  return { StartAt: 'S0', States: { ...Object.fromEntries(states), Handler: { Type: 'Fail' } } };
}

const nameCount = 12;
const name = fc.integer({ min: 0, max: nameCount }).map((index) => `S${index}`);

const errors = fc.constantFrom(
  'States.ALL',
  'States.Timeout',
  'OutOfStock',
  'A.Rather.Long.ErrorNameIndeedException',
);

const catchers = fc.array(fc.record({ ErrorEquals: fc.array(errors, { maxLength: 3 }), Next: name }), {
  maxLength: 2,
});

const rule = fc.record({
  Variable: fc.constantFrom('$.amount', '$.order.status', '$$.Execution.Input.aVeryLongName.indeed'),
  StringEquals: fc.string({ maxLength: 30 }),
  Next: name,
});

const onwards = fc.oneof(
  { weight: 5, arbitrary: fc.record({ Next: name }) },
  { weight: 1, arbitrary: fc.constant({ End: true }) },
);

/** Mostly sensible, often broken: targets that are missing, states that nothing leads to, cycles of every kind. */
const { state } = fc.letrec<{ scope: JsonObject; state: JsonObject }>((tie) => ({
  scope: fc.array(tie('state'), { minLength: 1, maxLength: 5, depthIdentifier: 'scope' }).map(scopeOf),
  state: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'scope' },
    fc
      .tuple(onwards, catchers)
      .map(([way, Catch]) => ({ Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Catch, ...way })),
    fc
      .record({ Type: fc.constant('Choice'), Choices: fc.array(rule, { maxLength: 4 }), Default: name })
      .map((fields): JsonObject => ({ ...fields })),
    onwards.map((way) => ({ Type: 'Wait', Seconds: 30, ...way })),
    fc.constant({ Type: 'Fail', Error: 'Broken' }),
    fc
      .tuple(fc.array(tie('scope'), { maxLength: 3, depthIdentifier: 'scope' }), onwards, catchers)
      .map(([Branches, way, Catch]) => ({ Type: 'Parallel', Branches, Catch, ...way })),
    fc.tuple(tie('scope'), onwards).map(([ItemProcessor, way]) => ({ Type: 'Map', ItemProcessor, ...way })),
  ),
}));

function scopeOf(states: readonly JsonObject[]): JsonObject {
  return { StartAt: 'S0', States: Object.fromEntries(states.map((fields, index) => [`S${index}`, fields])) };
}

export const anyDefinition: fc.Arbitrary<JsonObject> = fc
  .array(state, { minLength: 1, maxLength: nameCount })
  .map(scopeOf);
