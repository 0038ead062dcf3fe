import type { Rule } from './rule.ts';
import { exclusiveFields } from './rules/exclusive-fields.ts';
import { fieldTypes } from './rules/field-types.ts';
import { fieldValues } from './rules/field-values.ts';
import { knownFields } from './rules/known-fields.ts';
import { queryLanguage } from './rules/query-language.ts';
import { reachableStates } from './rules/reachable-states.ts';
import { requiredFields } from './rules/required-fields.ts';
import { stateNames } from './rules/state-names.ts';
import { stateTypes } from './rules/state-types.ts';
import { terminalState } from './rules/terminal-state.ts';
import { transitionTargets } from './rules/transition-targets.ts';

/** Every rule by its name, in the order in which their findings about one object are reported. */
export const rules = {
  'required-fields': requiredFields,
  'state-types': stateTypes,
  'known-fields': knownFields,
  'field-types': fieldTypes,
  'field-values': fieldValues,
  'exclusive-fields': exclusiveFields,
  'query-language': queryLanguage,
  'state-names': stateNames,
  'terminal-state': terminalState,
  'transition-targets': transitionTargets,
  'reachable-states': reachableStates,
} satisfies Record<string, Rule>;
