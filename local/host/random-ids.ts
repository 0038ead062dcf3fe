import { randomUUID } from 'node:crypto';
import type { IdSource, Random } from '../engine/ports.ts';

/** Identifiers that nobody has used before. */
export const randomIds: IdSource = { uuid: () => randomUUID() };

export const systemRandom: Random = { next: () => Math.random() };
