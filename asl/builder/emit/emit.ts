import type { Definition, QueryLanguage } from '../../definition.ts';
import type { WorkflowDefinition } from '../construct.ts';
import { jsonPathDefinition } from './json-path.ts';
import { jsonataDefinition } from './jsonata.ts';

export interface EmitSettings {
  /** JSONata with variables, or JSONPath without them for older runtimes. */
  readonly queryLanguage?: QueryLanguage;
}

/** The definition of a workflow, frozen. Tasks and workflows that it calls stand in it as `${Name}`. */
export function emit(
  workflow: WorkflowDefinition,
  { queryLanguage = 'JSONata' }: EmitSettings = {},
): Definition {
  return deepFrozen(queryLanguage === 'JSONata' ? jsonataDefinition(workflow) : jsonPathDefinition(workflow));
}

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const inner of Object.values(value)) deepFrozen(inner);
    Object.freeze(value);
  }
  return value;
}
