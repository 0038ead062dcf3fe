import type { JsonObject } from '../../asl/json.ts';
import type { End } from './end.ts';
import type { DifferentialCase } from './random-definition.ts';

/** Why moto differs, where it is known to be wrong or nobody knows; undefined where nothing explains the difference. */
export function knownFault(
  { definition, input }: DifferentialCase,
  ours: End,
  theirs: End,
): string | undefined {
  const text = JSON.stringify(definition);
  return faults.find(({ isIt }) => isIt(text, { input, ours, theirs }))?.reason;
}

interface Fault {
  readonly reason: string;
  readonly isIt: (definition: string, seen: Seen) => boolean;
}

interface Seen {
  readonly input: JsonObject;
  readonly ours: End;
  readonly theirs: End;
}

const faults: readonly Fault[] = [
  {
    // As recorded for `$.items[*]` and slices.
    reason: 'a path that may find many and finds none is an error, where AWS gives []',
    isIt: (definition, { theirs }) =>
      /\[\*\]|\[\d*:\d*\]|\[\?|\.\.|\[\d+,/.test(definition) && theirs.status === 'FAILED',
  },
  {
    reason: 'null is no input',
    isIt: (definition) => definition.includes('"InputPath":"$.none"'),
  },
  {
    reason: 'a filter compares numbers as integers',
    isIt: (definition) => definition.includes('@.price >'),
  },
  {
    // Nobody has published whether AWS counts from the end.
    reason: 'ArrayGetItem counts from the end, here it fails',
    isIt: (definition, { ours }) => ours.status === 'FAILED' && definition.includes('ArrayGetItem'),
  },
  {
    // Nor what it makes of such a step.
    reason: 'ArrayRange refuses a step below zero',
    isIt: (definition, { theirs }) => theirs.status === 'FAILED' && definition.includes('ArrayRange'),
  },
  {
    reason: 'true is the number 1',
    isIt: (definition) => /Array(Contains|Unique)/.test(definition) && /true|\$\.flag/.test(definition),
  },
  {
    reason: 'Base64 is of ASCII alone',
    isIt: (definition, { theirs }) => theirs.status === 'FAILED' && definition.includes('Base64'),
  },
  {
    // Java's Jackson, whose text AWS gives, writes characters as they are.
    reason: 'JsonToString escapes what is not ASCII',
    isIt: (definition, { input }) =>
      definition.includes('JsonToString') && /[^ -~]/.test(definition + JSON.stringify(input)),
  },
  {
    // Nobody has published which of the two AWS gives.
    reason: 'a function that fails is States.Runtime, here States.IntrinsicFailure',
    isIt: (_definition, { ours, theirs }) =>
      ours.status === 'FAILED' && theirs.status === 'FAILED' && ours.error === 'States.IntrinsicFailure',
  },
];
