import type { Json } from '../../json.ts';
import { parseJson } from '../../parse-json.ts';
import { digest, digestAlgorithms } from '../digest.ts';
import { seededRandom } from '../java-random.ts';
import { canonicalJson } from '../json-equals.ts';
import type { EvaluationScope } from '../scope.ts';
import { demandBytes, demandElements, type EvaluationBounds } from './bounds.ts';
import { JsonataError } from './jsonata-error.ts';
import { builtin, type Focus, type Implementation, type JsonataProgram } from './library.ts';
import { sort } from './sort.ts';

/**
 * The functions that Step Functions adds to JSONata (docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html),
 * and those of JSONata that would look at a clock, draw random numbers or work without bounds. What AWS answers to
 * missing and wrong arguments was measured (floci-io/floci#2662, #2676).
 */
const functions: Readonly<Record<string, { readonly apply: Implementation; readonly signature: string }>> = {
  partition: { apply: partition, signature: '<x?x?:x>' },
  range: { apply: range, signature: '<x?x?x?:x>' },
  hash: { apply: hash, signature: '<x?x?:x>' },
  random: { apply: random, signature: '<x?:x>' },
  uuid: { apply: uuid, signature: '<:s>' },
  parse: { apply: parse, signature: '<x?:x>' },
  now: { apply: now, signature: '<s?s?:s>' },
  millis: { apply: millis, signature: '<:n>' },
  shuffle: { apply: shuffle, signature: '<a:a>' },
  sort: { apply: sort as Implementation, signature: '<af?:a>' },
  distinct: { apply: distinct, signature: '<x:x>' },
  pad: { apply: pad, signature: '<s-ns?:s>' },
  string: { apply: walking('string'), signature: '<x-b?:s>' },
  length: { apply: walking('length'), signature: '<s-:n>' },
  substring: { apply: walking('substring'), signature: '<s-nn?:s>' },
  boolean: { apply: walking('boolean'), signature: '<x-:b>' },
  not: { apply: walking('not'), signature: '<x-:b>' },
  merge: { apply: walking('merge'), signature: '<a<o>:o>' },
  clone: { apply: walking('clone'), signature: '<(oa)-:o>' },
};

export function registerFunctions(program: JsonataProgram): void {
  for (const [name, { apply, signature }] of Object.entries(functions)) {
    program.registerFunction(name, apply, signature);
  }
}

/** The binding that shows the scope to these functions; no expression can write this name. */
export const scopeBinding = ' scope';

function scopeOf(focus: Focus): EvaluationScope {
  return focus.environment.lookup(scopeBinding) as EvaluationScope;
}

/** The binding that shows the bounds. */
export const boundsBinding = ' bounds';

function boundsOf(focus: Focus): EvaluationBounds {
  return focus.environment.lookup(boundsBinding) as EvaluationBounds;
}

function wrongType(argument: number): JsonataError {
  return new JsonataError('T0410', { index: argument });
}

/** Fractions are cut off: `$range(-1.7, 2, 1)` begins at -1. */
function integer(value: unknown, argument: number): number {
  if (typeof value !== 'number') throw wrongType(argument);
  return Math.trunc(value);
}

/** The last chunk holds the rest. Nothing comes of no array, an empty one, or chunks of no elements. */
function partition(array: unknown, chunkSize: unknown): unknown {
  if (array === undefined) return undefined;
  if (!Array.isArray(array)) throw new JsonataError('T0412', { index: 1 });
  if (array.length === 0) return undefined;
  if (chunkSize === undefined) return [array];
  const size = integer(chunkSize, 2);
  if (size < 0) throw new JsonataError('D3137', { message: 'Second argument must be zero or greater' });
  if (size === 0) return undefined;
  return Array.from({ length: Math.ceil(array.length / size) }, (_, chunk) =>
    array.slice(chunk * size, (chunk + 1) * size),
  );
}

/** The end belongs to the range when a step lands on it. A single number is not put into an array. */
function range(start: unknown, end: unknown, step: unknown): unknown {
  const [first, last] = [integer(start, 1), integer(end, 2)];
  const by = step === undefined ? 0 : integer(step, 3);
  const length = by === 0 ? 0 : Math.floor((last - first) / by) + 1;
  if (length < 1) return undefined;
  demandElements(length);
  return length === 1 ? first : Array.from({ length }, (_, position) => first + position * by);
}

function hash(text: unknown, algorithm: unknown): unknown {
  if (typeof text !== 'string') throw wrongType(1);
  if (algorithm === undefined) return undefined;
  if (typeof algorithm !== 'string') throw wrongType(2);
  const hex = digest(text, algorithm);
  if (hex !== undefined) return hex;
  const message = `Hash algorithm '${algorithm}' must be one of ${digestAlgorithms.join(', ')}`;
  throw new JsonataError('D3137', { message });
}

function random(this: Focus, seed: unknown): unknown {
  return seed === undefined ? scopeOf(this).random.next() : seededRandom(integer(seed, 1));
}

function uuid(this: Focus): unknown {
  return scopeOf(this).random.uuid();
}

function parse(text: unknown): unknown {
  if (text === undefined) return undefined;
  if (typeof text !== 'string') throw wrongType(1);
  try {
    return parseJson(text);
  } catch {
    throw new JsonataError('D3137', { message: 'Invalid JSON' });
  }
}

const formatMillis = builtin('fromMillis');

function now(this: Focus, picture: unknown, timezone: unknown): unknown {
  return formatMillis(scopeOf(this).now, picture, timezone);
}

function millis(this: Focus): unknown {
  return scopeOf(this).now;
}

/** Fisher and Yates, with the execution's own random numbers. */
function shuffle(this: Focus, array: unknown): unknown {
  if (!Array.isArray(array)) return array;
  const { random } = scopeOf(this);
  const shuffled: unknown[] = [...array];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const drawn = Math.floor(random.next() * (last + 1));
    [shuffled[last], shuffled[drawn]] = [shuffled[drawn], shuffled[last]];
  }
  return shuffled;
}

/** The library's own compares each element with each other one. */
function distinct(this: Focus, value: unknown): unknown {
  if (!Array.isArray(value) || value.length <= 1) return value;
  boundsOf(this).walk(value);
  const byText = new Map<string, unknown>();
  for (const element of value as readonly Json[]) {
    const text = canonicalJson(element);
    if (!byText.has(text)) byText.set(text, element);
  }
  return Object.assign([...byText.values()], 'sequence' in value && { sequence: true });
}

const padding = builtin('pad');

function pad(text: unknown, width: unknown, characters: unknown): unknown {
  demandBytes(Math.abs(Number(width)));
  return padding(text, width, characters);
}

/** A function of the library whose work depends on all that its argument holds. */
function walking(name: string): Implementation {
  const implementation = builtin(name);
  return function (this: Focus, ...given) {
    boundsOf(this).walk(given[0]);
    return implementation(...given);
  };
}
