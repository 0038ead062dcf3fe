import { isJsonObject, type Json } from '../../json.ts';
import type { PathFunctionName } from './segment.ts';

/** Gives undefined where the function has no value for its argument. */
type PathFunction = (argument: Json) => Json | undefined;

/** The functions that may end a path, as Jayway's JsonPath defines them. */
export const pathFunctions = {
  length: (argument) => {
    if (typeof argument === 'string' || Array.isArray(argument)) return argument.length;
    return isJsonObject(argument) ? Object.keys(argument).length : undefined;
  },
  min: (argument) => ofNumbers(argument, (numbers) => numbers.reduce((least, each) => Math.min(least, each))),
  max: (argument) => ofNumbers(argument, (numbers) => numbers.reduce((most, each) => Math.max(most, each))),
  avg: (argument) => ofNumbers(argument, mean),
  sum: (argument) => ofNumbers(argument, sum),
  stddev: (argument) => ofNumbers(argument, standardDeviation),
  first: (argument) => (Array.isArray(argument) ? argument[0] : undefined),
  last: (argument) => (Array.isArray(argument) ? argument.at(-1) : undefined),
  keys: (argument) => (isJsonObject(argument) ? Object.keys(argument) : undefined),
} satisfies Record<PathFunctionName, PathFunction>;

function ofNumbers(argument: Json, compute: (numbers: readonly number[]) => number): number | undefined {
  const numbers = Array.isArray(argument) ? argument.filter((each) => typeof each === 'number') : [];
  return numbers.length === 0 ? undefined : compute(numbers);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length;
}

function standardDeviation(numbers: readonly number[]): number {
  const average = mean(numbers);
  return Math.sqrt(mean(numbers.map((each) => (each - average) ** 2)));
}
