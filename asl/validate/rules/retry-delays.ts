import type { Machine } from '../machine.ts';
import { at } from '../place.ts';
import { type Finding, schemaError } from '../rule.ts';

/** The cap of the delays is above the first of them (states-language.net/spec.html#retrying-after-error). */
export function* retryDelays(machine: Machine): Iterable<Finding> {
  for (const { name, fields, place } of machine.parts) {
    const { IntervalSeconds: interval, MaxDelaySeconds: cap } = fields;
    if (name !== 'Retrier' || typeof interval !== 'number' || typeof cap !== 'number') continue;
    // A cap that is out of its range is found by another rule.
    if (cap >= 1 && cap <= interval) {
      yield schemaError('MaxDelaySeconds must be greater than IntervalSeconds', at(place, 'MaxDelaySeconds'));
    }
  }
}
