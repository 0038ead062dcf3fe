import type { Json } from '../../json.ts';
import { parseJson } from '../../parse-json.ts';
import { digest, digestAlgorithms } from '../digest.ts';
import { seededRandom } from '../java-random.ts';
import { canonicalJson, jsonEquals } from '../json-equals.ts';
import type { EvaluationScope } from '../scope.ts';
import { type Arguments, anyAt, arrayAt, integerAt, objectAt, shortStringAt, stringAt } from './arguments.ts';
import { format } from './format.ts';
import { IntrinsicFailure } from './intrinsic-failure.ts';

export interface IntrinsicFunction {
  /** How many arguments a call may have. */
  readonly argumentsMin: number;
  readonly argumentsMax: number;
  /** Throws IntrinsicFailure. */
  readonly apply: (given: Arguments, scope: EvaluationScope) => Json;
}

/** All intrinsic functions (docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html). */
export const intrinsicFunctions = {
  'States.Array': variadic(0, (given) => given),
  'States.ArrayContains': exactly(2, arrayContains),
  'States.ArrayGetItem': exactly(2, arrayGetItem),
  'States.ArrayLength': exactly(1, (given) => arrayAt(given, 0).length),
  'States.ArrayPartition': exactly(2, arrayPartition),
  'States.ArrayRange': exactly(3, arrayRange),
  'States.ArrayUnique': exactly(1, arrayUnique),
  'States.Base64Decode': exactly(1, base64Decode),
  'States.Base64Encode': exactly(1, (given) => Buffer.from(shortStringAt(given, 0)).toString('base64')),
  'States.Format': variadic(1, (given) => format(stringAt(given, 0), given.slice(1))),
  'States.Hash': exactly(2, hash),
  'States.JsonMerge': exactly(3, jsonMerge),
  'States.JsonToString': exactly(1, (given) => JSON.stringify(anyAt(given, 0))),
  'States.MathAdd': exactly(2, mathAdd),
  'States.MathRandom': { argumentsMin: 2, argumentsMax: 3, apply: mathRandom },
  'States.StringSplit': exactly(2, stringSplit),
  'States.StringToJson': exactly(1, stringToJson),
  'States.UUID': exactly(0, (_given, scope) => scope.random.uuid()),
} satisfies Record<string, IntrinsicFunction>;

function exactly(count: number, apply: IntrinsicFunction['apply']): IntrinsicFunction {
  return { argumentsMin: count, argumentsMax: count, apply };
}

function variadic(argumentsMin: number, apply: IntrinsicFunction['apply']): IntrinsicFunction {
  return { argumentsMin, argumentsMax: Number.POSITIVE_INFINITY, apply };
}

function arrayContains(given: Arguments): Json {
  const sought = anyAt(given, 1);
  return arrayAt(given, 0).some((element) => jsonEquals(element, sought));
}

function arrayGetItem(given: Arguments): Json {
  const index = integerAt(given, 1);
  const item = arrayAt(given, 0)[index];
  if (item === undefined) throw new IntrinsicFailure(`The array has no item at index ${index}`);
  return item;
}

function arrayPartition(given: Arguments): Json {
  const array = arrayAt(given, 0);
  const size = integerAt(given, 1);
  if (size < 1) throw new IntrinsicFailure(`The chunk size must be positive, but was: ${size}`);
  return Array.from({ length: Math.ceil(array.length / size) }, (_, chunk) =>
    array.slice(chunk * size, (chunk + 1) * size),
  );
}

const rangeLengthMax = 1000;

function arrayRange(given: Arguments): Json {
  const [first, last, step] = [integerAt(given, 0), integerAt(given, 1), integerAt(given, 2)];
  if (step === 0) throw new IntrinsicFailure('The step must not be zero');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > rangeLengthMax) throw new IntrinsicFailure(`The range has more than ${rangeLengthMax} items`);
  return Array.from({ length }, (_, position) => first + position * step);
}

function arrayUnique(given: Arguments): Json {
  const byText = new Map<string, Json>();
  for (const element of arrayAt(given, 0)) {
    const text = canonicalJson(element);
    if (!byText.has(text)) byText.set(text, element);
  }
  return [...byText.values()];
}

function base64Decode(given: Arguments): Json {
  const encoded = shortStringAt(given, 0);
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded) || encoded.replace(/=+$/, '').length % 4 === 1) {
    throw new IntrinsicFailure('The string is not valid Base64');
  }
  return Buffer.from(encoded, 'base64').toString('utf8');
}

function hash(given: Arguments): Json {
  const algorithm = stringAt(given, 1);
  const hex = digest(shortStringAt(given, 0), algorithm);
  if (hex !== undefined) return hex;
  throw new IntrinsicFailure(`The algorithm '${algorithm}' is not one of ${digestAlgorithms.join(', ')}`);
}

/** AWS has only the shallow mode: the members of the second object win. */
function jsonMerge(given: Arguments): Json {
  if (given[2] !== false)
    throw new IntrinsicFailure('Only shallow merging is supported: argument 3 must be false');
  return { ...objectAt(given, 0), ...objectAt(given, 1) };
}

function mathAdd(given: Arguments): Json {
  const [left, right] = [int32At(given, 0), int32At(given, 1)];
  return left + right;
}

function int32At(given: Arguments, position: number): number {
  const value = integerAt(given, position);
  if (value === Math.trunc(value) && value >= -(2 ** 31) && value < 2 ** 31) return value;
  throw new IntrinsicFailure(`Argument ${position + 1} must be between -2147483648 and 2147483647`);
}

/** The start belongs to the range, the end does not. */
function mathRandom(given: Arguments, scope: EvaluationScope): Json {
  const [start, end] = [integerAt(given, 0), integerAt(given, 1)];
  if (start >= end) throw new IntrinsicFailure(`The start ${start} must be less than the end ${end}`);
  const drawn = given.length > 2 ? seededRandom(integerAt(given, 2)) : scope.random.next();
  return start + Math.floor(drawn * (end - start));
}

/** The second argument is a set of delimiters, not one; runs of them make no empty strings. */
function stringSplit(given: Arguments): Json {
  const delimiters = new Set(stringAt(given, 1));
  const parts: string[] = [];
  let part = '';
  for (const character of stringAt(given, 0)) {
    if (!delimiters.has(character)) part += character;
    else if (part !== '') {
      parts.push(part);
      part = '';
    }
  }
  return part === '' ? parts : [...parts, part];
}

/** A blank string is null, as AWS has it. */
function stringToJson(given: Arguments): Json {
  const text = stringAt(given, 0);
  if (text.trim() === '') return null;
  try {
    return parseJson(text);
  } catch {
    throw new IntrinsicFailure(`The string is not valid JSON: ${text}`);
  }
}
