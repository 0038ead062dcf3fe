import { inspect } from 'node:util';
import type { ExplorationReport } from '../explore/report.ts';
import { attemptsOf, enteredStates, hasTransition } from './history-facts.ts';
import { historyLines } from './history-lines.ts';
import type { ToldEvent } from './told-event.ts';
import { toldHistory } from './told-history.ts';

/** What jest wants of a matcher. */
export interface Judgement {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What jest lends to a matcher: equality that knows `expect.any` and its like. */
interface Comparison {
  readonly equals: (one: unknown, other: unknown) => boolean;
}

/** A matcher's own words, before the history is put under them. `was` is said when it was expected otherwise. */
interface Finding {
  readonly pass: boolean;
  readonly expected: string;
  readonly was: string;
}

/** The matchers for jest's `expect.extend`. Every message shows the history. */
export const matchers = {
  /** The execution SUCCEEDED, and with this output if one is given. */
  toSucceed(this: Comparison, value: unknown, ...output: readonly unknown[]): Judgement {
    return judge(value, (events) => {
      const last = endOf(events);
      const isSame = output.length === 0 || this.equals(last.output, output[0]);
      const wanted = output.length === 0 ? '' : ` with ${inspect(output[0])}`;
      return {
        pass: last.type === 'ExecutionSucceeded' && isSame,
        expected: `succeed${wanted}`,
        was: endInWords(last),
      };
    });
  },

  /** The execution FAILED with this error; its cause contains the text or matches the expression. */
  toFailWith: (value: unknown, error: string, cause: string | RegExp = ''): Judgement =>
    judge(value, (events) => {
      const last = endOf(events);
      const hasCause =
        typeof cause === 'string'
          ? (last.cause?.includes(cause) ?? cause === '')
          : cause.test(last.cause ?? '');
      const wanted = cause === '' ? '' : ` because of ${inspect(cause)}`;
      return {
        pass: last.type === 'ExecutionFailed' && last.error === error && hasCause,
        expected: `fail with ${error}${wanted}`,
        was: endInWords(last),
      };
    }),

  /** The execution's own TimeoutSeconds ended it. */
  toTimeOut: (value: unknown): Judgement =>
    judge(value, (events) => {
      const last = endOf(events);
      return { pass: last.type === 'ExecutionTimedOut', expected: 'time out', was: endInWords(last) };
    }),

  /** It went from each of these states directly to the next. */
  toHaveTransitioned: (value: unknown, ...states: readonly [string, string, ...string[]]): Judgement =>
    judge(value, (events) => {
      const pairs = states.slice(1).map((to, index) => [states[index] ?? '', to] as const);
      const missing = pairs.find(([from, to]) => !hasTransition(events, from, to));
      return {
        pass: missing === undefined,
        expected: `go ${states.join(' → ')}`,
        was: missing === undefined ? 'it did' : `it never went ${missing.join(' → ')}`,
      };
    }),

  /** It came to this state, so many times if that is given. */
  toHaveEntered: (value: unknown, state: string, times?: number): Judgement =>
    judge(value, (events) => {
      const count = enteredStates(events).filter((name) => name === state).length;
      return {
        pass: times === undefined ? count > 0 : count === times,
        expected: `enter ${state}${timesInWords(times)}`,
        was: `it did so ${count} times`,
      };
    }),

  /** It asked for the work of this Task state so often, retries included. */
  toHaveAttempted: (value: unknown, state: string, times?: number): Judgement =>
    judge(value, (events) => {
      const count = attemptsOf(events, state);
      return {
        pass: times === undefined ? count > 0 : count === times,
        expected: `attempt ${state}${timesInWords(times)}`,
        was: `it did so ${count} times`,
      };
    }),

  /** No run of an exploration broke an invariant. */
  toHold: (report: ExplorationReport): Judgement => ({
    pass: report.violations.length === 0,
    message: () => String(report),
  }),
};

function judge(value: unknown, find: (events: readonly ToldEvent[]) => Finding): Judgement {
  const events = toldHistory(value);
  const { pass, expected, was } = find(events);
  const not = pass ? 'not ' : '';
  return {
    pass,
    message: () => `The execution was expected ${not}to ${expected}; ${was}.\n\n${historyLines(events)}`,
  };
}

function endOf(events: readonly ToldEvent[]): ToldEvent {
  return events.at(-1) as ToldEvent; // A history that could be read is not empty.
}

function endInWords({ type, error, cause = '', output }: ToldEvent): string {
  if (type === 'ExecutionSucceeded') return `it succeeded with ${inspect(output)}`;
  if (type === 'ExecutionFailed') return `it failed with ${error}: ${cause}`;
  return type.startsWith('Execution') ? `its end was ${type}` : `it has not ended: the last event is ${type}`;
}

function timesInWords(times: number | undefined): string {
  return times === undefined ? '' : ` ${times} times`;
}
