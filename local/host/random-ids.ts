import { randomUUID } from 'node:crypto';
import type { IdSource, Random } from '../engine/ports.ts';

/**
 * Identifiers that nobody has used before. Node puts a UUID together from sixteen pieces and V8 keeps them all until
 * somebody needs the text; joined, they are one string, which is a tenth of what a waiting execution takes.
 */
export const randomIds: IdSource = { uuid: () => randomUUID().split('-').join('-') };

export const systemRandom: Random = { next: () => Math.random() };

/** Identifiers of requests: UUIDs in form, unlike those of other processes, counted, for every request needs one. */
export function requestIds(): IdSource {
  const own = randomUUID().slice(0, 24);
  let last = 0;
  return { uuid: () => own + (last += 1).toString(16).padStart(12, '0') };
}
