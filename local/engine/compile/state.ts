import type { State } from '../../../asl/definition.ts';
import { compileChoice } from './choice.ts';
import { compileFlow } from './data-flow.ts';
import { compileCatchers, compileRetriers } from './error-handling.ts';
import { compileMap } from './map.ts';
import type { CompiledState, Transition } from './program.ts';
import type { StateCompilation } from './state-compilation.ts';
import { compileTask } from './task.ts';
import { compileText } from './text-field.ts';
import { compileUntil } from './wait.ts';

/** Compiles one state with all that is inside it (states-language.net/spec.html#state-types). */
export function compileState(state: State, at: StateCompilation): CompiledState {
  const { name, language } = at;
  switch (state.Type) {
    case 'Pass':
      return {
        ...exiting('Pass', name),
        flow: compileFlow(state, language),
        result: language === 'JSONPath' ? state.Result : undefined,
        next: nextOf(state, at),
      };
    case 'Task':
      return {
        ...exiting('Task', name),
        flow: compileFlow(state, language),
        ...compileTask(state, language),
        ...fallible(state, at),
      };
    case 'Choice':
      return { ...exiting('Choice', name), ...compileChoice(state, at) };
    case 'Wait':
      return {
        ...exiting('Wait', name),
        flow: compileFlow(state, language),
        until: compileUntil(state, language),
        next: nextOf(state, at),
      };
    case 'Succeed':
      return { ...exiting('Succeed', name), flow: compileFlow(state, language) };
    case 'Fail':
      return {
        type: 'Fail',
        name,
        enteredEvent: 'FailStateEntered',
        error: compileText(state, 'Error', language),
        cause: compileText(state, 'Cause', language),
      };
    case 'Parallel':
      return {
        ...exiting('Parallel', name),
        flow: compileFlow(state, language),
        branches: state.Branches.map((branch) => at.compileGraph(branch, at.machineLanguage)),
        ...fallible(state, at),
      };
    case 'Map':
      return {
        ...exiting('Map', name),
        flow: compileFlow(state, language),
        ...compileMap(state, at),
        ...fallible(state, at),
      };
    default:
      return state satisfies never;
  }
}

function exiting<Type extends Exclude<State['Type'], 'Fail'>>(type: Type, name: string) {
  return {
    type,
    name,
    enteredEvent: `${type}StateEntered` as const,
    exitedEvent: `${type}StateExited` as const,
  };
}

type FallibleState = Extract<State, { readonly Type: 'Task' | 'Parallel' | 'Map' }>;

function fallible(state: FallibleState, at: StateCompilation) {
  return {
    retriers: compileRetriers(state.Retry),
    catchers: compileCatchers(state.Catch, at),
    next: nextOf(state, at),
  };
}

function nextOf({ Next }: { readonly Next?: string }, { transitionTo }: StateCompilation): Transition {
  return Next === undefined ? { to: undefined } : transitionTo(Next);
}
