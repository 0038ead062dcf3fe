import type { Machine } from '../machine.ts';
import { error, type Finding } from '../rule.ts';

/**
 * A branch or an iteration neither sets nor shadows a variable that is set around it when it begins. A Distributed
 * Map does not see them (docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html, scope).
 */
export function* variableScopes(machine: Machine): Iterable<Finding> {
  for (const { name, place, state } of machine.assignments) {
    const { owner, distributed } = state.graph;
    if (owner === undefined || distributed || !machine.variables.get(owner)?.has(name)) continue;
    const message = `The variable name '${name}' was already defined in a parent scope.`;
    yield error('DUPLICATE_VARIABLE_NAME', message, place);
  }
}
