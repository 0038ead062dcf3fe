import { ApiError } from '../engine/api-error.ts';
import { parseStateMachineArn } from '../engine/arn.ts';
import type { Engine } from '../engine/engine.ts';
import type { StateMachine } from '../engine/state-machine.ts';

/** The machine of an ARN that may not be a version's, an alias's or that of a Distributed Map's label. */
export function machineOnly(engine: Engine, stateMachineArn: string): StateMachine {
  refuseLabel(stateMachineArn);
  return engine.stateMachines.get(stateMachineArn);
}

/** API_DeleteStateMachine.html, on ValidationException. */
export function refuseLabel(stateMachineArn: string): void {
  if (parseStateMachineArn(stateMachineArn).label === undefined) return;
  throw new ApiError('ValidationException', `Labeled ARNs are not supported: '${stateMachineArn}'`, {
    reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS',
  });
}

/** Throws StateMachineTypeNotSupported unless the machine has the type that the operation works on. */
export function checkType(machine: StateMachine, type: StateMachine['type']): void {
  if (machine.type === type) return;
  throw new ApiError(
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  );
}
