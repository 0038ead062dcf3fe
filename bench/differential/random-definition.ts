import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../asl/json.ts';
import { type IntrinsicCall, intrinsicCalls } from './intrinsic-calls.ts';
import { choiceRules } from './random-choice-rule.ts';
import { inputs, paths } from './random-input.ts';

/** A definition in JSONPath and what it is started with: whoever implements ASL must come to the same end. */
export interface DifferentialCase {
  readonly definition: Json;
  readonly input: JsonObject;
}

/**
 * Chains of states that keep their input and add to it under their own name, so that what one state computes
 * is there for the paths of the next.
 */
export function differentialCases(): fc.Arbitrary<DifferentialCase> {
  return fc.record({
    definition: fc.array(steps, { minLength: 1, maxLength: 3 }).map((chain) => graphOf(chain, 'S')),
    input: inputs,
  });
}

/** What a state is apart from its name and the next one. */
type Step = (place: { readonly name: string; readonly transition: Transition }) => JsonObject;
type Transition = { readonly Next: string } | { readonly End: true };

function graphOf(chain: readonly Step[], prefix: string) {
  const nameOf = (index: number) => `${prefix}${index}`;
  const states = chain.map((step, index) => {
    const transition: Transition =
      index + 1 < chain.length ? { Next: nameOf(index + 1) } : { Next: `${prefix}End` };
    return [nameOf(index), step({ name: nameOf(index), transition })] as const;
  });
  return {
    StartAt: nameOf(0),
    States: { ...Object.fromEntries(states), [`${prefix}End`]: { Type: 'Succeed' } },
  };
}

const resultPaths = fc.constantFrom<(name: string) => string | null>(
  (name) => `$.${name}`,
  (name) => `$.${name}`,
  (name) => `$.${name}.inner`,
  () => '$.deep.added',
  () => null,
);

const intrinsics: fc.Arbitrary<IntrinsicCall> = intrinsicCalls();

const templateValues: fc.Arbitrary<readonly [name: string, value: Json]> = fc.oneof(
  intrinsics.map((call) => ['call.$', call] as const),
  paths.map((path) => ['path.$', path] as const),
  fc.constantFrom<Json>(1, 'text', null, [1, '$.n']).map((value) => ['plain', value] as const),
  fc
    .tuple(paths, intrinsics)
    .map(([path, call]) => ['nested', { 'a.$': path, list: [{ 'b.$': call }] }] as const),
);

const templates = fc
  .array(templateValues, { minLength: 1, maxLength: 3 })
  .map((members): JsonObject => Object.fromEntries(members));

const passes: fc.Arbitrary<Step> = fc
  .record({
    fields: fc.oneof(
      templates.map((Parameters) => ({ Parameters })),
      fc.constantFrom<Json>(0, 'fixed', { a: [1, 2] }).map((Result) => ({ Result })),
      paths.map((InputPath) => ({ InputPath })),
    ),
    resultPath: resultPaths,
  })
  .map(
    ({ fields, resultPath }): Step =>
      ({ name, transition }) => ({
        Type: 'Pass',
        ...fields,
        ResultPath: resultPath(name),
        ...transition,
      }),
  );

const waits: fc.Arbitrary<Step> = fc
  .constantFrom<JsonObject>(
    { Seconds: 0 },
    { Timestamp: '2020-01-01T00:00:00Z' },
    { TimestampPath: '$.stamp' },
  )
  .map(
    (until): Step =>
      ({ transition }) => ({ Type: 'Wait', ...until, ...transition }),
  );

/** What has been chosen becomes the result, so that the chain goes on either way. */
const choices: fc.Arbitrary<Step> = choiceRules.map(
  (rule): Step =>
    ({ name, transition }) => ({
      Type: 'Parallel',
      Branches: [
        {
          StartAt: `${name}Choose`,
          States: {
            [`${name}Choose`]: {
              Type: 'Choice',
              Choices: [{ ...rule, Next: `${name}Yes` }],
              Default: `${name}No`,
            },
            [`${name}Yes`]: { Type: 'Pass', Result: 'yes', End: true },
            [`${name}No`]: { Type: 'Pass', Result: 'no', End: true },
          },
        },
      ],
      ResultPath: `$.${name}`,
      ...transition,
    }),
);

const inner = fc.array(fc.oneof({ weight: 3, arbitrary: passes }, { weight: 1, arbitrary: waits }), {
  minLength: 1,
  maxLength: 2,
});

const parallels: fc.Arbitrary<Step> = fc
  .record({
    branches: fc.array(inner, { minLength: 1, maxLength: 2 }),
    selector: fc.option(fc.constantFrom<JsonObject>({ 'all.$': '$' }, { 'some.$': '$[*].n' }), {
      nil: undefined,
    }),
  })
  .map(
    ({ branches, selector }): Step =>
      ({ name, transition }) => ({
        Type: 'Parallel',
        Branches: branches.map((chain, index) => graphOf(chain, `${name}B${index}`)),
        ...(selector && { ResultSelector: selector }),
        ResultPath: `$.${name}`,
        ...transition,
      }),
  );

const maps: fc.Arbitrary<Step> = fc
  .record({
    items: fc.constantFrom('$.list', '$.rows', '$.words', '$.deep.list'),
    concurrency: fc.constantFrom(0, 1, 2),
    chain: inner,
  })
  .map(
    ({ items, concurrency, chain }): Step =>
      ({ name, transition }) => ({
        Type: 'Map',
        ItemsPath: items,
        MaxConcurrency: concurrency,
        ItemSelector: {
          'item.$': '$$.Map.Item.Value',
          'index.$': '$$.Map.Item.Index',
          ...sameInput,
        },
        ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...graphOf(chain, `${name}I`) },
        ResultPath: `$.${name}`,
        ...transition,
      }),
  );

/** Iterations see what everybody sees, so that the paths lead somewhere there too. */
const sameInput: JsonObject = Object.fromEntries(
  ['n', 'm', 'text', 'json', 'list', 'words', 'rows', 'deep', 'flag', 'none', 'stamp'].map((name) => [
    `${name}.$`,
    `$.${name}`,
  ]),
);

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: passes },
  { weight: 4, arbitrary: choices },
  { weight: 1, arbitrary: waits },
  { weight: 1, arbitrary: parallels },
  { weight: 2, arbitrary: maps },
);
