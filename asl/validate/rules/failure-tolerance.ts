import type { Machine } from '../machine.ts';
import { type Finding, warning } from '../rule.ts';

const tolerances = [
  'ToleratedFailureCount',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentage',
  'ToleratedFailurePercentagePath',
];

/** A Distributed Map says how many items may fail; without a word the first that fails ends all. */
export function* failureTolerance(machine: Machine): Iterable<Finding> {
  for (const { distributed, owner } of machine.graphs) {
    if (!distributed || owner === undefined || tolerances.some((name) => Object.hasOwn(owner.fields, name)))
      continue;
    const message =
      'One failed item stops the whole run. Add ToleratedFailureCount or ToleratedFailurePercentage, even 0.';
    yield warning('MISSING_FAILURE_TOLERANCE', message, owner.place);
  }
}
