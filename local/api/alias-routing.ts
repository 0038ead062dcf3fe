import type { z } from 'zod';
import { ApiError } from '../engine/api-error.ts';
import { parseStateMachineArn } from '../engine/arn.ts';
import type { Engine } from '../engine/engine.ts';
import type { Route, StateMachine } from '../engine/state-machine.ts';
import { findVersion } from '../engine/state-machine-registry.ts';
import type * as shapes from './shapes.ts';

/**
 * The routes of an alias and the one machine whose versions they lead to. Throws ValidationException unless
 * the weights add up to 100 and the versions are different ones of one machine; ResourceNotFound.
 * Source: docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachineAlias.html
 */
export function checkRouting(
  engine: Engine,
  configuration: z.output<typeof shapes.routingConfiguration>,
): { readonly machine: StateMachine; readonly routing: readonly Route[] } {
  const routing = configuration.map((entry) => ({
    versionArn: entry.stateMachineVersionArn,
    weight: entry.weight,
  }));
  const machineArns = new Set(routing.map(({ versionArn }) => parseStateMachineArn(versionArn).arn));
  const versionArns = new Set(routing.map(({ versionArn }) => versionArn));
  const weights = routing.reduce((sum, { weight }) => sum + weight, 0);
  if (machineArns.size > 1) throw invalid('All versions must belong to the same state machine.');
  if (versionArns.size < routing.length) throw invalid('The versions must be different.');
  if (weights !== 100) throw invalid('The weights must add up to 100.');
  const machine = engine.stateMachines.find([...machineArns].join(''));
  if (machine === undefined || routing.some(({ versionArn }) => !findVersion(machine, versionArn))) {
    throw new ApiError('ResourceNotFound', 'Request references a resource that does not exist.');
  }
  return { machine, routing };
}

function invalid(reason: string): ApiError {
  return new ApiError('ValidationException', `Invalid routing configuration: ${reason}`, {
    reason: 'INVALID_ROUTING_CONFIGURATION',
  });
}
