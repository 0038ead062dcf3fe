import type { Json } from '../json.ts';
import type { EvaluationScope } from './scope.ts';

/** A compiled path, intrinsic function, payload template or JSONata expression. Evaluation has no effects. */
export interface Expression {
  /** Throws `StateError` where the specification makes the state fail. */
  evaluate(scope: EvaluationScope): Json;
  readonly references: References;
}

/** What the text of an expression mentions, for the validator; each name once, in order of appearance. */
export interface References {
  /** Variables that must have been assigned, without their `$`. */
  readonly variables: readonly string[];
  /** Functions called: `States.Format` of a path expression, `sum` of a JSONata one. */
  readonly functions: readonly string[];
  /** Fields of JSONata's `$states` (`input`, `result` …). */
  readonly statesFields: readonly string[];
  /** What a JSONata expression reads outside of `$states` and variables, where there is nothing: `name` or `$$`. */
  readonly topLevelNames: readonly string[];
  /** Filters of paths that are accepted in a definition and make the evaluation fail: `(@.Name==Receipt)`. */
  readonly unreadableFilters: readonly string[];
}

/** What several expressions mention together. */
export function mergeReferences(all: readonly References[]): References {
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  return {
    variables: unique(all.flatMap(({ variables }) => variables)),
    functions: unique(all.flatMap(({ functions }) => functions)),
    statesFields: unique(all.flatMap(({ statesFields }) => statesFields)),
    topLevelNames: unique(all.flatMap(({ topLevelNames }) => topLevelNames)),
    unreadableFilters: unique(all.flatMap(({ unreadableFilters }) => unreadableFilters)),
  };
}

export function referencesTo(references: Partial<References>): References {
  return {
    variables: unique(references.variables),
    functions: unique(references.functions),
    statesFields: unique(references.statesFields),
    topLevelNames: unique(references.topLevelNames),
    unreadableFilters: unique(references.unreadableFilters),
  };
}

/** Most expressions mention next to nothing: what is empty is shared. */
const none: readonly string[] = [];

function unique(names: readonly string[] = none): readonly string[] {
  return names.length > 1 ? [...new Set(names)] : names;
}
