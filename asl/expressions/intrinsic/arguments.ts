import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { IntrinsicFailure } from './intrinsic-failure.ts';

/** The longest string that Base64Encode, Base64Decode and Hash take (docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html). */
const stringLengthMax = 10_000;

/** What a call was given; each accessor demands a type of one argument. */
export type Arguments = readonly Json[];

export function anyAt(given: Arguments, position: number): Json {
  return given[position] ?? null;
}

export function arrayAt(given: Arguments, position: number): readonly Json[] {
  const value = given[position];
  if (!Array.isArray(value)) throw wrongType(given, position, 'an array');
  return value;
}

export function objectAt(given: Arguments, position: number): JsonObject {
  const value = given[position];
  if (!isJsonObject(value)) throw wrongType(given, position, 'a JSON object');
  return value;
}

export function stringAt(given: Arguments, position: number): string {
  const value = given[position];
  if (typeof value !== 'string') throw wrongType(given, position, 'a string');
  return value;
}

/** A string of at most 10,000 characters. */
export function shortStringAt(given: Arguments, position: number): string {
  const value = stringAt(given, position);
  if (value.length > stringLengthMax) {
    throw new IntrinsicFailure(`Argument ${position + 1} is longer than ${stringLengthMax} characters`);
  }
  return value;
}

/** A number, rounded to the nearest integer as AWS rounds. */
export function integerAt(given: Arguments, position: number): number {
  const value = given[position];
  if (typeof value !== 'number') throw wrongType(given, position, 'a number');
  return Math.round(value);
}

function wrongType(given: Arguments, position: number, expected: string): IntrinsicFailure {
  return new IntrinsicFailure(
    `Argument ${position + 1} must be ${expected}, but was: ${JSON.stringify(given[position] ?? null)}`,
  );
}
