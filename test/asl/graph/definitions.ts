import * as fc from 'fast-check';
import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';

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

/** A Choice between loops that each wait, ask and wait again until the answer is there. */
export function pollingLoops(count: number): JsonObject {
  const loops = Array.from({ length: count }, (_, index): [string, Json][] => [
    [`Wait${index}`, { Type: 'Wait', Seconds: 5, Next: `Ask${index}` }],
    [
      `Ask${index}`,
      { Type: 'Task', Resource: 'arn:aws:states:::athena:getQueryExecution', Next: `Check${index}` },
    ],
    [
      `Check${index}`,
      {
        Type: 'Choice',
        Choices: [{ Variable: '$.status', StringEquals: 'SUCCEEDED', Next: `Done${index}` }],
        Default: `Wait${index}`,
      },
    ],
    [`Done${index}`, { Type: 'Succeed' }],
  ]);
  const Choices = loops.map((_, index) => ({
    Variable: '$.kind',
    NumericEquals: index,
    Next: `Wait${index}`,
  }));
  return {
    StartAt: 'Which',
    States: { Which: { Type: 'Choice', Choices }, ...Object.fromEntries(loops.flat()) },
  };
}

const nameCount = 9;
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
  scope: fc.array(tie('state'), { minLength: 1, maxLength: 4, depthIdentifier: 'scope' }).map(scopeOf),
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

/** The same with names that are unique in the whole machine, as the specification demands. */
export const withUniqueNames: fc.Arbitrary<JsonObject> = anyDefinition.map((definition) =>
  uniquelyNamed(definition, ''),
);

function uniquelyNamed(scope: JsonObject, prefix: string): JsonObject {
  const states = isJsonObject(scope['States']) ? scope['States'] : {};
  return {
    ...withPrefix(scope, ['StartAt'], prefix),
    States: Object.fromEntries(
      Object.entries(states).map(([name, state]) => [
        prefix + name,
        isJsonObject(state) ? uniquelyNamedState(state, prefix, name) : state,
      ]),
    ),
  };
}

function uniquelyNamedState(state: JsonObject, prefix: string, name: string): JsonObject {
  const nested = (field: string, scopes: readonly JsonObject[]) =>
    scopes.map((scope, index) => uniquelyNamed(scope, `${prefix}${name}.${field}${index}.`));
  const [processor] = nested('each', objectsIn([state['ItemProcessor'] ?? null]));
  return {
    ...withPrefix(state, ['Next', 'Default'], prefix),
    Choices: objectsIn(state['Choices']).map((rule) => withPrefix(rule, ['Next'], prefix)),
    Catch: objectsIn(state['Catch']).map((catcher) => withPrefix(catcher, ['Next'], prefix)),
    Branches: nested('branch', objectsIn(state['Branches'])),
    ...(processor === undefined ? {} : { ItemProcessor: processor }),
  };
}

function withPrefix(fields: JsonObject, names: readonly string[], prefix: string): JsonObject {
  const changed = Object.entries(fields).filter(([name]) => names.includes(name));
  return {
    ...fields,
    ...Object.fromEntries(
      changed.map(([name, value]) => [name, `${prefix}${typeof value === 'string' ? value : ''}`]),
    ),
  };
}

function objectsIn(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter((item): item is JsonObject => isJsonObject(item)) : [];
}
