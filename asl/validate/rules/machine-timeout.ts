import type { Machine } from '../machine.ts';
import { root } from '../place.ts';
import { type Finding, warning } from '../rule.ts';

/** A Standard machine says how long an execution may take; an Express one is bounded by five minutes. */
export function* machineTimeout({ type, fields }: Machine): Iterable<Finding> {
  if (type === 'STANDARD' && !Object.hasOwn(fields, 'TimeoutSeconds')) {
    const message = 'An execution may run for a year. Add a top-level TimeoutSeconds.';
    yield warning('MISSING_MACHINE_TIMEOUT', message, root);
  }
}
