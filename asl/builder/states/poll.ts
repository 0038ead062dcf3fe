import { AuthoringError } from '../authoring-error.ts';
import type { Expression } from '../expression.ts';
import { literal, sourceOf } from '../expression.ts';
import { reference, type BlockValue, type Condition, type Expr, type Ref } from '../reference.ts';
import { append, newSource, traceBlock, valueExpression } from '../trace.ts';
import { fail } from './end.ts';
import { commonParts, type StateSettings } from './settings.ts';

export interface PollSettings<Checked, Exhausted> extends StateSettings {
  /** Whether the check has found what it waits for. */
  readonly until: (checked: Ref<Checked>) => Condition;
  readonly everySeconds: Expr<number>;
  /** The number of checks, at least 1. */
  readonly atMost: number;
  /** What to do when the last check has not found it; by default the state PollExhausted fails. */
  readonly exhausted?: () => Exhausted;
}

/**
 * A loop that ends by construction: check, and if it is not yet so, pause and check again. Four kinds of state: a Pass
 * that sets the count to zero, what the check itself does, a Choice, and a Wait that counts. Its value is the last check's.
 */
export function poll<const Result, const Exhausted = never>(
  check: () => Result,
  settings: PollSettings<BlockValue<Result>, Exhausted>,
): Ref<BlockValue<Result> | BlockValue<NoInfer<Exhausted>>> {
  const { until, everySeconds, atMost, exhausted = giveUp(settings) } = settings;
  if (!Number.isInteger(atMost) || atMost < 1) {
    throw new AuthoringError(`A poll checks at least once and a whole number of times; atMost is ${atMost}.`);
  }
  const common = commonParts('Poll', settings);
  const { name } = common;
  const source = newSource('result', name);
  const waits = newSource('variable', `${name}Waits`);
  const conditions: Expression[] = [];
  append({
    kind: 'poll',
    ...common,
    source,
    start: { kind: 'pass', ...common, source: waits, output: literal(0) },
    check: traceBlock(() => {
      const checked = check();
      conditions.push(valueExpression(until(reference(valueExpression(checked ?? null)))));
      return checked;
    }),
    decide: { name: `${name}Reached`, comment: undefined },
    until: conditions[0] as Expression,
    checksMax: atMost,
    pause: {
      kind: 'wait',
      name: `${name}Pause`,
      comment: undefined,
      seconds: valueExpression(everySeconds),
      timestamp: undefined,
    },
    exhausted: traceBlock(exhausted),
  });
  return reference(sourceOf(source));
}

function giveUp({ as: name = 'Poll', atMost }: { readonly as?: string; readonly atMost: number }) {
  return () =>
    fail('PollExhausted', `${name} was not reached in ${atMost} checks.`, { as: `${name}Exhausted` });
}
