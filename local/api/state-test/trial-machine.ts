import type { Json, JsonObject } from '../../../asl/json.ts';
import { targetsOf, type TestedState, testedName } from './tested-state.ts';

/**
 * The machine in which a state is tried: a Pass that sets the variables, the state itself, and for each state that
 * it may lead to a Succeed, whose name shows where it went.
 */
export function trialMachine({ state, language }: TestedState, variables: JsonObject): JsonObject {
  const stops = targetsOf(state).map((target) => [stopName(target), { Type: 'Succeed' }] as const);
  return {
    StartAt: setUpName,
    States: {
      [setUpName]: setUp(variables),
      [testedName]: { ...redirected(workOnly(state)), QueryLanguage: language },
      ...Object.fromEntries(stops),
    },
  };
}

const setUpName = 'SetUp';
const stopPrefix = 'Stop: ';

function stopName(target: string): string {
  return stopPrefix + target;
}

/** The state that a stop stands for. */
export function stoppedAt(name: string): string | undefined {
  return name.startsWith(stopPrefix) ? name.slice(stopPrefix.length) : undefined;
}

/** Result is taken letter for letter, so that a value which looks like an expression stays what it is. */
function setUp(variables: JsonObject): JsonObject {
  const names = Object.keys(variables);
  const assign = Object.fromEntries(names.map((name) => [`${name}.$`, `$['${name}']`]));
  return {
    Type: 'Pass',
    Result: variables,
    ResultPath: null,
    ...(names.length > 0 && { Assign: assign }),
    Next: testedName,
  };
}

/** What a Map and a Parallel have in common with a Task: all that happens to a result. */
const resultFields = [
  'InputPath',
  'ResultSelector',
  'ResultPath',
  'OutputPath',
  'Output',
  'Assign',
  'Retry',
  'Catch',
];

/** A Map or a Parallel is only tried with a mock, which is the result of its iterations or branches together. */
function workOnly(state: JsonObject): JsonObject {
  if (state['Type'] !== 'Map' && state['Type'] !== 'Parallel') return state;
  const kept = [...resultFields, 'Next', 'End'].filter((field) => state[field] !== undefined);
  const fields = Object.fromEntries(kept.map((field) => [field, state[field] as Json]));
  return { ...fields, Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
}

function redirected(state: JsonObject): JsonObject {
  const lists = Object.fromEntries(
    ['Choices', 'Catch'].flatMap((field) => {
      const list = state[field];
      return Array.isArray(list) ? [[field, list.map((each) => redirectOne(each as JsonObject))]] : [];
    }),
  );
  const fallback = state['Default'];
  return {
    ...redirectOne(state),
    ...lists,
    ...(typeof fallback === 'string' && { Default: stopName(fallback) }),
  };
}

function redirectOne(transition: JsonObject): JsonObject {
  const { Next } = transition;
  return typeof Next === 'string' ? { ...transition, Next: stopName(Next) } : transition;
}
