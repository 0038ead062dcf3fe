import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { ErrorName } from '../../state-error.ts';
import type { Machine, State } from '../machine.ts';
import { at, type Place } from '../place.ts';
import { type Finding, warning } from '../rule.ts';

/**
 * Retries spread out, do not grow without end, and leave alone what another attempt cannot mend.
 * aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter
 */
export function* retryPractice(machine: Machine): Iterable<Finding> {
  for (const state of machine.states) {
    if (!Object.hasOwn(state.fields, 'Retry')) continue;
    for (const { retrier, place, before } of retriersOf(state)) {
      if (retrier['MaxAttempts'] === 0) continue;
      if (retrier['JitterStrategy'] !== 'FULL') {
        const message = 'Executions that failed together are retried together. Add "JitterStrategy": "FULL".';
        yield warning('RETRY_WITHOUT_JITTER', message, place);
      }
      yield* badDelays(retrier, place);
      if (isBlanket(retrier) && !before.some(excludes)) {
        const message =
          'This retries final errors too, such as a rejected request. Name the errors that pass, ' +
          'or put a retrier with "MaxAttempts": 0 for the final ones before it.';
        yield warning('BLANKET_RETRY', message, at(place, 'ErrorEquals'));
      }
    }
  }
}

interface RetrierInPlace {
  readonly retrier: JsonObject;
  readonly place: Place;
  readonly before: readonly Json[];
}

function* retriersOf({ fields, place }: State): Iterable<RetrierInPlace> {
  const retry = fields['Retry'];
  if (!Array.isArray(retry)) return;
  for (const [index, retrier] of retry.entries()) {
    if (isJsonObject(retrier))
      yield { retrier, place: at(place, 'Retry', index), before: retry.slice(0, index) };
  }
}

/** A delay up to here needs no cap. */
const delaySecondsUncappedMax = 120;

/** The defaults are those of states-language.net/spec.html#retrying-after-error. */
function* badDelays(retrier: JsonObject, place: Place): Iterable<Finding> {
  const { IntervalSeconds: interval = 1, MaxAttempts: attempts = 3, BackoffRate: rate = 2 } = retrier;
  if (typeof interval !== 'number' || typeof attempts !== 'number' || typeof rate !== 'number') return;
  if (interval === 0) {
    const message = 'IntervalSeconds 0 retries at once, every time. Use 1 or more.';
    yield warning('RETRY_WITHOUT_PAUSE', message, at(place, 'IntervalSeconds'));
  }
  const longest = interval * rate ** (attempts - 1);
  if (rate > 1 && longest > delaySecondsUncappedMax && !Object.hasOwn(retrier, 'MaxDelaySeconds')) {
    const message = `The last delay is ${Math.round(longest)} seconds. Add MaxDelaySeconds.`;
    yield warning('RETRY_WITHOUT_CAP', message, place);
  }
}

function isBlanket({ ErrorEquals: names }: JsonObject): boolean {
  return Array.isArray(names) && (names.includes(ErrorName.ALL) || names.includes(ErrorName.TaskFailed));
}

function excludes(retrier: Json): boolean {
  return isJsonObject(retrier) && retrier['MaxAttempts'] === 0;
}
