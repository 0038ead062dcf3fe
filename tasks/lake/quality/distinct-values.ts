import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Cell } from '../formats/cell.ts';

/**
 * How many different values a column has, in bounded memory: the smallest hashes of them, each once (k minimum values,
 * en.wikipedia.org/wiki/Count-distinct_problem). Up to `hashesMax` values it counts; beyond, it estimates, some 3 % off.
 */
export const DistinctValues = z.object({
  /** Fractions of one, in ascending order. */
  hashes: z.array(z.number()),
});
export type DistinctValues = z.output<typeof DistinctValues>;

export const hashesMax = 1024;

export function distinctValues(): DistinctValues {
  return { hashes: [] };
}

export function noteDistinct({ hashes }: DistinctValues, value: NonNullable<Cell>): void {
  const hash = fractionOf(value);
  const largest = hashes.at(-1);
  if (hashes.length === hashesMax && largest !== undefined && hash >= largest) return;
  const place = placeFor(hash, hashes);
  if (hashes[place] === hash) return;
  hashes.splice(place, 0, hash);
  if (hashes.length > hashesMax) hashes.pop();
}

export function mergedDistinct(one: DistinctValues, other: DistinctValues): DistinctValues {
  const hashes = [...new Set([...one.hashes, ...other.hashes])].toSorted((a, b) => a - b);
  return { hashes: hashes.slice(0, hashesMax) };
}

export function distinctOf({ hashes }: DistinctValues): {
  readonly count: number;
  readonly isExact: boolean;
} {
  const largest = hashes.at(-1);
  if (hashes.length < hashesMax || largest === undefined) return { count: hashes.length, isExact: true };
  return { count: Math.round((hashesMax - 1) / largest), isExact: false };
}

/** 52 bits of SHA-256, spread evenly over 0 to 1. */
function fractionOf(value: NonNullable<Cell>): number {
  const digest = createHash('sha256')
    .update(`${typeof value}:${value}`)
    .digest('hex');
  return Number.parseInt(digest.slice(0, 13), 16) / 16 ** 13;
}

function placeFor(hash: number, hashes: readonly number[]): number {
  let [from, to] = [0, hashes.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((hashes[middle] ?? 1) < hash) from = middle + 1;
    else to = middle;
  }
  return from;
}
