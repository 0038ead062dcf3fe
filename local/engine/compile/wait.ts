import type { QueryLanguage, WaitState } from '../../../asl/definition.ts';
import { compilePath, type Path } from '../../../asl/expressions/json-path/path.ts';
import { compileJsonata, isJsonata } from '../../../asl/expressions/jsonata/compile.ts';
import {
  QueryEvaluationError,
  unexpectedResultType,
} from '../../../asl/expressions/jsonata/query-evaluation-error.ts';
import type { Json } from '../../../asl/json.ts';
import { ErrorName, StateError } from '../../../asl/state-error.ts';
import { invariant } from '../invariant.ts';
import { waitSecondsMax } from '../limits.ts';
import type { EpochMs } from '../signal.ts';
import { parseTimestamp } from '../timestamp.ts';
import { numberOf, parseNumber, textOf } from './number-field.ts';
import type { Evaluate } from './program.ts';

/** When a Wait is over (states-language.net/spec.html#wait-state). */
export function compileUntil(state: WaitState, language: QueryLanguage): Evaluate<EpochMs> {
  const until = compileMoment(state, language);
  return (evaluation) => {
    const at = until(evaluation);
    if (at - evaluation.now > waitSecondsMax * 1_000) {
      throw new StateError(ErrorName.Runtime, 'Wait state delay is too long.');
    }
    return at;
  };
}

function compileMoment(state: WaitState, language: QueryLanguage): Evaluate<EpochMs> {
  const { Seconds, SecondsPath, Timestamp, TimestampPath } = state;
  if (SecondsPath !== undefined) return after(secondsAt(compilePath(SecondsPath)));
  if (TimestampPath !== undefined) return timestampAt(compilePath(TimestampPath));
  if (typeof Seconds === 'number') return after(() => Seconds);
  if (Seconds !== undefined) return after(numberOf(compileJsonata(Seconds, 'Seconds')));
  invariant(Timestamp !== undefined, 'a Wait says for how long or until when');
  return language === 'JSONata' && isJsonata(Timestamp) ? timestampOf(Timestamp) : literal(Timestamp);
}

function after(seconds: Evaluate<number>): Evaluate<EpochMs> {
  return (evaluation) => evaluation.now + seconds(evaluation) * 1_000;
}

function secondsAt(path: Path): Evaluate<number> {
  return (evaluation) => {
    const value = valueAt(path, 'SecondsPath', path.find(evaluation));
    const seconds = parseNumber(value, 'integer');
    if (seconds !== undefined && seconds >= 0) return seconds;
    const wrong = seconds === undefined ? 'cannot be parsed as a long value' : 'references a negative value';
    throw new StateError(
      ErrorName.Runtime,
      `The SecondsPath parameter ${wrong}: ${path.text} == ${textOf(value)}`,
    );
  };
}

function timestampAt(path: Path): Evaluate<EpochMs> {
  return (evaluation) => {
    const value = valueAt(path, 'TimestampPath', path.find(evaluation));
    const at = typeof value === 'string' ? parseTimestamp(value) : undefined;
    if (at !== undefined) return at;
    throw new StateError(
      ErrorName.Runtime,
      'The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ' +
        `${path.text} == ${textOf(value)}`,
    );
  };
}

function valueAt(path: Path, field: string, value: Json | undefined): Json {
  if (value !== undefined) return value;
  throw new StateError(
    ErrorName.Runtime,
    `The ${field} parameter does not reference an input value: ${path.text}`,
  );
}

function timestampOf(text: string): Evaluate<EpochMs> {
  const expression = compileJsonata(text, 'Timestamp');
  return (evaluation) => {
    const value = expression.evaluate(evaluation);
    if (typeof value !== 'string') throw unexpectedResultType(expression, 'string', value);
    return literal(value)(evaluation);
  };
}

function literal(timestamp: string): Evaluate<EpochMs> {
  const at = parseTimestamp(timestamp);
  return () => {
    if (at !== undefined) return at;
    throw new QueryEvaluationError(
      'Timestamp',
      `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${timestamp}`,
    );
  };
}
