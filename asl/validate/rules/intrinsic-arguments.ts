import { digestAlgorithms } from '../../expressions/digest.ts';
import { type Argument, type Call, unescape } from '../../expressions/intrinsic/parse.ts';
import { intrinsicCallsIn } from '../intrinsic-calls.ts';
import type { Machine } from '../machine.ts';
import { type Finding, warning } from '../rule.ts';

/**
 * What stands in a call as it is, or comes from a call within, is what the function takes
 * (docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html). Else the state fails with
 * States.IntrinsicFailure whenever it runs. Of what a path leads to nothing is known.
 */
export function* intrinsicArguments(machine: Machine): Iterable<Finding> {
  for (const mention of machine.mentions) {
    for (const call of intrinsicCallsIn(mention)) {
      for (const complaint of complaintsAbout(call)) {
        yield warning('UNUSABLE_ARGUMENT', `${call.name} fails: ${complaint}.`, mention.place);
      }
    }
  }
}

function* complaintsAbout({ name, arguments: given }: Call): Iterable<string> {
  for (const [position, demand] of (takes.get(name) ?? []).entries()) {
    const argument = given[position];
    if (argument === undefined || argument.type === 'path') continue;
    const { type, value } = known(argument);
    const isRight =
      (type === undefined || type === demand.type) &&
      (value === undefined || demand.accepts?.(value) !== false);
    if (!isRight) yield `argument ${position + 1} must be ${demand.words}`;
  }
}

type Type = 'array' | 'object' | 'string' | 'number' | 'boolean' | 'null';

interface Demand {
  readonly type: Type;
  readonly words: string;
  /** Of the values of the type, where not all will do. */
  readonly accepts?: (value: unknown) => boolean;
}

const array: Demand = { type: 'array', words: 'an array' };
const object: Demand = { type: 'object', words: 'an object' };
const string: Demand = { type: 'string', words: 'a string' };
const number: Demand = { type: 'number', words: 'a number' };
const size: Demand = { type: 'number', words: 'a number above 0', accepts: (value) => Number(value) >= 0.5 };
const index: Demand = {
  type: 'number',
  words: 'a number from 0 on',
  accepts: (value) => Number(value) > -0.5,
};
const step: Demand = { type: 'number', words: 'a number that is not 0', accepts: (value) => value !== 0 };
const algorithm: Demand = {
  type: 'string',
  words: `one of ${digestAlgorithms.join(', ')}`,
  accepts: (value) => digestAlgorithms.some((name) => name === value),
};
const shallow: Demand = {
  type: 'boolean',
  words: 'false, for only shallow merging is supported',
  accepts: (value) => value === false,
};

const takes: ReadonlyMap<string, readonly Demand[]> = new Map(
  Object.entries({
    'States.ArrayContains': [array],
    'States.ArrayGetItem': [array, index],
    'States.ArrayLength': [array],
    'States.ArrayPartition': [array, size],
    'States.ArrayRange': [number, number, step],
    'States.ArrayUnique': [array],
    'States.Base64Decode': [string],
    'States.Base64Encode': [string],
    'States.Format': [string],
    'States.Hash': [string, algorithm],
    'States.JsonMerge': [object, object, shallow],
    'States.MathAdd': [number, number],
    'States.MathRandom': [number, number, number],
    'States.StringSplit': [string, string],
    'States.StringToJson': [string],
  }),
);

/** What functions give; of those that are not here, nothing is known. */
const gives: ReadonlyMap<string, Type> = new Map<string, Type>([
  ['States.Array', 'array'],
  ['States.ArrayContains', 'boolean'],
  ['States.ArrayLength', 'number'],
  ['States.ArrayPartition', 'array'],
  ['States.ArrayRange', 'array'],
  ['States.ArrayUnique', 'array'],
  ['States.Base64Decode', 'string'],
  ['States.Base64Encode', 'string'],
  ['States.Format', 'string'],
  ['States.Hash', 'string'],
  ['States.JsonMerge', 'object'],
  ['States.JsonToString', 'string'],
  ['States.MathAdd', 'number'],
  ['States.MathRandom', 'number'],
  ['States.StringSplit', 'array'],
  ['States.UUID', 'string'],
]);

function known(argument: Exclude<Argument, { readonly type: 'path' }>): { type?: Type; value?: unknown } {
  switch (argument.type) {
    case 'string':
      return { type: 'string', value: unescape(argument.raw) };
    case 'literal':
      return { type: typeOf(argument.value), value: argument.value };
    default: {
      const type = gives.get(argument.name);
      return type === undefined ? {} : { type };
    }
  }
}

function typeOf(value: unknown): Type {
  return value === null ? 'null' : (typeof value as 'number' | 'boolean');
}
