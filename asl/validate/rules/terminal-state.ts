import type { Machine } from '../machine.ts';
import { at } from '../place.ts';
import { error, type Finding } from '../rule.ts';
import { isTerminal } from '../transitions.ts';

/** An execution can end: the machine's own graph has a terminal state. AWS asks it of no branch, and gives no location. */
export function* terminalState({ graphs: [whole] }: Machine): Iterable<Finding> {
  if (whole === undefined || whole.states.size === 0) return;
  if (![...whole.states.values()].some(isTerminal)) {
    yield error('MISSING_END_STATE', 'Workflow has no terminal state', at(whole.place, 'States'), null);
  }
}
