import type { QueryLanguage } from '../../../asl/definition.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { ApiError } from '../../engine/api-error.ts';
import { checkDefinition } from '../definition-check.ts';

/** The state to try, and the language it speaks there where it stands. */
export interface TestedState {
  readonly state: JsonObject;
  readonly language: QueryLanguage;
}

/**
 * The definition is a state, or a machine in which `stateName` names one, at any depth. Throws InvalidDefinition,
 * and ValidationException when there is no state of that name.
 */
export function findTestedState(definition: string, stateName: string | undefined): TestedState {
  const document = parse(definition);
  if (stateName === undefined && !isJsonObject(document['States'])) {
    checkDefinition(JSON.stringify(machineAround(document)), 'STANDARD');
    return { state: document, language: languageOf(document, 'JSONPath') };
  }
  checkDefinition(definition, 'STANDARD');
  const state = stateName === undefined ? undefined : findState(document, stateName);
  if (state === undefined) throw new ApiError('ValidationException', 'State not found in definition');
  return { state, language: languageOf(state, languageOf(document, 'JSONPath')) };
}

function parse(definition: string): JsonObject {
  try {
    const document = JSON.parse(definition) as Json;
    if (isJsonObject(document)) return document;
  } catch {
    // The validator says what is wrong with the text.
  }
  checkDefinition(definition, 'STANDARD');
  throw new ApiError('InvalidDefinition', "Invalid State Machine Definition: 'not a JSON object'");
}

/** A machine in which the state can be judged: whatever it leads to exists. */
function machineAround(state: JsonObject): JsonObject {
  const targets = targetsOf(state).map((target) => [target, { Type: 'Succeed' }] as const);
  return { StartAt: testedName, States: { ...Object.fromEntries(targets), [testedName]: state } };
}

/** What the state is called in the context object, whatever its name in a machine. */
export const testedName = 'StateName';

/** Every state that this one may lead to. */
export function targetsOf(state: JsonObject): readonly string[] {
  const transitions = [state, ...listOf(state['Choices']), ...listOf(state['Catch'])];
  return [...transitions.map((each) => each['Next']), state['Default']].filter(
    (target) => typeof target === 'string',
  );
}

export function listOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function languageOf(holder: JsonObject, otherwise: QueryLanguage): QueryLanguage {
  if (holder['QueryLanguage'] === undefined) return otherwise;
  return holder['QueryLanguage'] === 'JSONata' ? 'JSONata' : 'JSONPath';
}

/** The validator has seen to it that no two states share a name. */
function findState(graph: JsonObject, name: string): JsonObject | undefined {
  const states = isJsonObject(graph['States']) ? graph['States'] : {};
  if (Object.hasOwn(states, name) && isJsonObject(states[name])) return states[name];
  for (const state of Object.values(states).filter(isJsonObject)) {
    const inner = [state['ItemProcessor'], state['Iterator'], ...listOf(state['Branches'])].filter(
      isJsonObject,
    );
    for (const each of inner) {
      const found = findState(each, name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
