import type { Machine } from '../machine.ts';
import { error, type Finding } from '../rule.ts';

/** docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html, naming syntax and limits */
const nameCharactersMax = 80;
const identifier = /^\p{ID_Start}\p{ID_Continue}*$/u;

/** Assign sets whole variables with names that are identifiers, and not the reserved `states`. */
export function* variableNames(machine: Machine): Iterable<Finding> {
  for (const { name, place } of machine.assignments) {
    if (name === 'states') {
      yield error('RESERVED_VARIABLE_NAME', "Cannot assign to reserved variable '$states'.", place);
    } else if (!identifier.test(name)) {
      const message = `Invalid variable name '${name}': the variable name contains invalid characters.`;
      yield error('INVALID_VARIABLE_NAME', message, place);
    } else if (Array.from(name).length > nameCharactersMax) {
      const message = `Invalid variable name '${name}': it exceeds the ${nameCharactersMax}-character limit.`;
      yield error('INVALID_VARIABLE_NAME', message, place);
    }
  }
}
