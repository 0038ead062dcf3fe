import type { Machine } from '../machine.ts';
import { at } from '../place.ts';
import { type Finding, schemaError } from '../rule.ts';

/** A heartbeat is due before the task times out (states-language.net/spec.html#task-state-timeouts). */
export function* timeouts(machine: Machine): Iterable<Finding> {
  for (const { type, fields, place } of machine.states) {
    const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = fields;
    if (type !== 'Task' || typeof timeout !== 'number' || typeof heartbeat !== 'number') continue;
    // What is no whole number of seconds is found by another rule.
    if (timeout >= 1 && Number.isInteger(timeout) && heartbeat >= timeout) {
      yield schemaError(
        'HeartbeatSeconds must be smaller than TimeoutSeconds',
        at(place, 'HeartbeatSeconds'),
      );
    }
  }
}
