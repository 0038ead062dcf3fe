import type { Json } from '../../json.ts';
import { digest } from '../digest.ts';
import { writeMember } from '../member.ts';
import type { EvaluationScope } from '../scope.ts';
import { builtin } from './library.ts';
import { unsure } from './unsure.ts';

type Given = readonly (Json | undefined)[];

/** Gives what jsonata's function of that name gives, or throws `unsure`. */
export type ClosureFunction = (given: Given, scope: EvaluationScope) => Json | undefined;

type Parameter = keyof typeof fits;

/** Whether an argument needs no check, conversion or context from the library. */
const fits = {
  anything: () => true,
  value: (given) => given !== undefined,
  scalar: (given) => typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean',
  string: (given) => typeof given === 'string',
  number: (given) => typeof given === 'number',
  'number?': (given) => given === undefined || typeof given === 'number',
  'string?': (given) => given === undefined || typeof given === 'string',
  numbers: (given) => Array.isArray(given) && given.every((each) => typeof each === 'number'),
  strings: (given) => Array.isArray(given) && given.every((each) => typeof each === 'string'),
  objects: (given) => Array.isArray(given) && given.every(isObject),
} satisfies Record<string, (given: Json | undefined) => boolean>;

function isObject(value: Json): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Functions of the library that closures call as they are. */
const builtins: readonly (readonly [name: string, ...Parameter[]])[] = [
  ['exists', 'anything'],
  ['string', 'value'],
  ['boolean', 'value'],
  ['not', 'value'],
  ['type', 'value'],
  ['number', 'scalar'],
  ['length', 'string'],
  ['uppercase', 'string'],
  ['lowercase', 'string'],
  ['trim', 'string'],
  ['substring', 'string', 'number', 'number?'],
  ['substringBefore', 'string', 'string'],
  ['substringAfter', 'string', 'string'],
  ['join', 'strings', 'string?'],
  ['abs', 'number'],
  ['ceil', 'number'],
  ['floor', 'number'],
  ['round', 'number', 'number?'],
  ['power', 'number', 'number'],
  ['sum', 'numbers'],
  ['max', 'numbers'],
  ['min', 'numbers'],
  ['average', 'numbers'],
];

/** The functions that an expression compiled to closures may call, by name. */
export const closureFunctions: ReadonlyMap<string, ClosureFunction> = new Map<string, ClosureFunction>([
  ...builtins.map(([name, ...parameters]) => [name, checked(parameters, callable(name))] as const),
  ['count', checked(['value'], ([value]) => (Array.isArray(value) ? value.length : 1))],
  ['append', checked(['value', 'value'], ([left, right]) => [left, right].flat() as Json)],
  ['contains', checked(['string', 'string'], ([text, part]) => (text as string).includes(part as string))],
  ['merge', checked(['objects'], ([objects]) => merge(objects as readonly object[]))],
  ['hash', checked(['string', 'string'], ([text, algorithm]) => digest(text as string, algorithm as string))],
  ['uuid', checked([], (_given, { random }) => random.uuid())],
  ['millis', checked([], (_given, { now }) => now)],
]);

function checked(parameters: readonly Parameter[], apply: ClosureFunction): ClosureFunction {
  return (given, scope) => {
    const suits =
      given.length <= parameters.length &&
      parameters.every((parameter, position) => fits[parameter](given[position]));
    if (!suits) throw unsure;
    return apply(given, scope);
  };
}

function callable(name: string): ClosureFunction {
  const call = builtin(name);
  return (given) => {
    const value = call(...given) as Json | undefined;
    if (typeof value === 'number' && !Number.isFinite(value)) throw unsure;
    return value;
  };
}

function merge(objects: readonly object[]): Json {
  const merged: { [key: string]: Json } = {};
  for (const object of objects) {
    for (const [key, member] of Object.entries(object)) writeMember(merged, key, member as Json);
  }
  return merged;
}
