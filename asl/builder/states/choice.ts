import type { Block } from '../construct.ts';
import { sourceOf } from '../expression.ts';
import { reference, type BlockValue, type Condition, type Ref } from '../reference.ts';
import { append, newSource, traceBlock, valueExpression } from '../trace.ts';
import { conditionName } from './condition-name.ts';
import { commonParts, type StateSettings } from './settings.ts';

/** One way out of a Choice, made by `when`. */
export interface ChoiceArm<Result> {
  readonly condition: Condition;
  readonly take: () => Result;
}

/** The first arm of a many-way choice whose condition holds is taken. */
export function when<const Result>(condition: Condition, take: () => Result): ChoiceArm<Result> {
  return { condition, take };
}

type ChoiceArms = readonly [ChoiceArm<unknown>, ...ChoiceArm<unknown>[]];

type ArmValues<Arms extends ChoiceArms> = {
  [Index in keyof Arms]: Arms[Index] extends ChoiceArm<infer Result> ? BlockValue<Result> : never;
}[number];

/**
 * A Choice state. Its value is that of the arm that is taken; an arm that returns nothing has the value null.
 * Without `otherwise` the workflow goes on after the choice (states-language.net/spec.html#choice-state).
 */
export function choice<const Arms extends ChoiceArms, const Otherwise = undefined>(
  arms: Arms,
  otherwise?: (() => Otherwise) | StateSettings,
  settings?: StateSettings,
): Ref<ArmValues<Arms> | BlockValue<NoInfer<Otherwise>>>;
export function choice<const Then, const Otherwise = undefined>(
  condition: Condition,
  then: () => Then,
  otherwise?: (() => Otherwise) | StateSettings,
  settings?: StateSettings,
): Ref<BlockValue<Then> | BlockValue<NoInfer<Otherwise>>>;
export function choice(first: unknown, ...rest: readonly unknown[]): unknown {
  const settings = rest.find((parameter) => typeof parameter === 'object') as StateSettings | undefined;
  const [one, other] = rest.filter((parameter) => typeof parameter === 'function') as (() => unknown)[];
  return Array.isArray(first)
    ? appendChoice(first as ChoiceArm<unknown>[], one, settings)
    : appendChoice([when(first as Condition, one as () => unknown)], other, settings);
}

function appendChoice(
  arms: readonly ChoiceArm<unknown>[],
  otherwise: (() => unknown) | undefined,
  settings: StateSettings = {},
): Ref<unknown> {
  const rules = arms.map(({ condition, take }) => ({
    condition: valueExpression(condition),
    block: traceBlock(take),
  }));
  const common = commonParts(conditionName(rules.map((rule) => rule.condition)), settings);
  const source = newSource('result', common.name);
  append({
    kind: 'choice',
    ...common,
    source,
    rules,
    otherwise: otherwise ? traceBlock(otherwise) : NOTHING,
  });
  return reference(sourceOf(source));
}

const NOTHING: Block = Object.freeze({ constructs: Object.freeze([]), value: undefined });
