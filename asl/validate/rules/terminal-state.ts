import type { Machine } from '../machine.ts';
import { at } from '../place.ts';
import { error, type Finding, warning } from '../rule.ts';
import { isTerminal } from '../transitions.ts';

/**
 * An execution can end: the machine has a terminal state, and so has each branch. AWS asks it of the machine alone,
 * and gives no location (measured: floci-io/floci#2786).
 */
export function* terminalState({ graphs }: Machine): Iterable<Finding> {
  for (const { owner, place, states } of graphs) {
    if (states.size === 0 || [...states.values()].some(isTerminal)) continue;
    const holder = at(place, 'States');
    yield owner === undefined
      ? error('MISSING_END_STATE', 'Workflow has no terminal state', holder, null)
      : warning('MISSING_END_STATE', endless, holder);
  }
}

const endless =
  'None of these states is terminal, so this never ends. Give one "End": true, or add a Succeed or Fail.';
