import { ErrorName, StateError } from '../../../asl/state-error.ts';
import type { CompiledChoice, CompiledRule } from '../compile/program.ts';
import type { RunningExecution } from '../running-execution.ts';
import type { Scope } from '../scope.ts';
import { exitState } from '../transition.ts';

/**
 * Goes where the first rule that matches says, else to Default (states-language.net/spec.html#choice-state).
 * A rule's Output and Assign take the place of the state's own, which go with Default.
 *
 * Without either, AWS reports States.Runtime and not the States.NoChoiceMatched of the specification.
 */
export function executeChoice(execution: RunningExecution, scope: Scope, state: CompiledChoice): void {
  const evaluation = execution.evaluation.of(scope);
  const effective = state.flow.effective(evaluation);
  evaluation.input = effective;
  const chosen: Branching | undefined =
    state.rules.find((rule) => rule.matches(evaluation)) ?? defaultOf(state);
  if (chosen === undefined) throw new StateError(ErrorName.Runtime, noNextState);
  const output = chosen.output(evaluation, scope.input, effective);
  const assigned = chosen.assign?.(evaluation, scope.input, effective);
  exitState(execution, scope, { state, output, assigned, next: chosen.next });
}

type Branching = Pick<CompiledRule, 'next' | 'output' | 'assign'>;

function defaultOf({ otherwise, flow }: CompiledChoice): Branching | undefined {
  return otherwise && { next: otherwise, output: flow.output, assign: flow.assign };
}

const noNextState = 'Failed to transition out of the state. The state does not point to a next state.';
