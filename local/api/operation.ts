import type { z } from 'zod';
import type { Engine } from '../engine/engine.ts';
import { checkConstraints } from './constraint-check.ts';

/** What an operation answers; members that are undefined are left out of the response. */
export type Output = { readonly [member: string]: unknown };

/** One operation of the API: its input's constraints, and what it does. */
export interface Operation {
  readonly invoke: (engine: Engine, body: unknown, signal: AbortSignal) => Output | Promise<Output>;
}

/** Joins a shape with its function; the function is called only with input that fits the shape. */
export function operation<Shape extends z.ZodType>(
  shape: Shape,
  run: (engine: Engine, input: z.output<Shape>, signal: AbortSignal) => Output | Promise<Output>,
): Operation {
  return { invoke: (engine, body, signal) => run(engine, checkConstraints(shape, body), signal) };
}
