import type { Rule } from './rule.ts';
import { boundedLoops } from './rules/bounded-loops.ts';
import { caughtInput } from './rules/caught-input.ts';
import { contextFields } from './rules/context-fields.ts';
import { choiceRules } from './rules/choice-rules.ts';
import { errorNames } from './rules/error-names.ts';
import { exclusiveFields } from './rules/exclusive-fields.ts';
import { expressDuration } from './rules/express-duration.ts';
import { failureTolerance } from './rules/failure-tolerance.ts';
import { fieldTypes } from './rules/field-types.ts';
import { fieldValues } from './rules/field-values.ts';
import { historyLimit } from './rules/history-limit.ts';
import { intrinsicArguments } from './rules/intrinsic-arguments.ts';
import { jsonataReferences } from './rules/jsonata-references.ts';
import { jsonataSyntax } from './rules/jsonata-syntax.ts';
import { formatPlaceholders } from './rules/format-placeholders.ts';
import { knownFields } from './rules/known-fields.ts';
import { literalPaths } from './rules/literal-paths.ts';
import { machineTimeout } from './rules/machine-timeout.ts';
import { mapItems } from './rules/map-items.ts';
import { mapLabels } from './rules/map-labels.ts';
import { mapModes } from './rules/map-modes.ts';
import { misplacedLanguageField } from './rules/misplaced-language.ts';
import { pathSyntax } from './rules/path-syntax.ts';
import { payloadLimit } from './rules/payload-limit.ts';
import { producedPaths } from './rules/produced-paths.ts';
import { queryLanguage } from './rules/query-language.ts';
import { reachableHandlers } from './rules/reachable-handlers.ts';
import { reachableStates } from './rules/reachable-states.ts';
import { requiredFields } from './rules/required-fields.ts';
import { retryDelays } from './rules/retry-delays.ts';
import { retryPractice } from './rules/retry-practice.ts';
import { stateNames } from './rules/state-names.ts';
import { stateTypes } from './rules/state-types.ts';
import { taskRequests } from './rules/task-requests.ts';
import { taskResources } from './rules/task-resources.ts';
import { taskTimeouts } from './rules/task-timeouts.ts';
import { taskTokens } from './rules/task-tokens.ts';
import { templateNames } from './rules/template-names.ts';
import { terminalState } from './rules/terminal-state.ts';
import { timeouts } from './rules/timeouts.ts';
import { transitionTargets } from './rules/transition-targets.ts';
import { undefinedVariables } from './rules/undefined-variables.ts';
import { unusedVariables } from './rules/unused-variables.ts';
import { variableNames } from './rules/variable-names.ts';
import { variableScopes } from './rules/variable-scopes.ts';

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
  'path-syntax': pathSyntax,
  'template-names': templateNames,
  'jsonata-syntax': jsonataSyntax,
  'jsonata-references': jsonataReferences,
  'variable-names': variableNames,
  'variable-scopes': variableScopes,
  'task-resources': taskResources,
  'task-requests': taskRequests,
  timeouts,
  'error-names': errorNames,
  'retry-delays': retryDelays,
  'choice-rules': choiceRules,
  'map-modes': mapModes,
  'map-items': mapItems,
  'map-labels': mapLabels,
  'terminal-state': terminalState,
  'transition-targets': transitionTargets,
  'reachable-states': reachableStates,
  // From here on, advice.
  'machine-timeout': machineTimeout,
  'task-timeouts': taskTimeouts,
  'task-tokens': taskTokens,
  'express-duration': expressDuration,
  'reachable-handlers': reachableHandlers,
  'retry-practice': retryPractice,
  'caught-input': caughtInput,
  'bounded-loops': boundedLoops,
  'history-limit': historyLimit,
  'payload-limit': payloadLimit,
  'failure-tolerance': failureTolerance,
  'misplaced-language': misplacedLanguageField,
  'literal-paths': literalPaths,
  'format-placeholders': formatPlaceholders,
  'intrinsic-arguments': intrinsicArguments,
  'produced-paths': producedPaths,
  'context-fields': contextFields,
  'undefined-variables': undefinedVariables,
  'unused-variables': unusedVariables,
} satisfies Record<string, Rule>;
