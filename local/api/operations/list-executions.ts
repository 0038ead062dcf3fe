import { z } from 'zod';
import { ApiError } from '../../engine/api-error.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Execution } from '../../engine/execution.ts';
import type { Output } from '../operation.ts';
import { paginate } from '../pagination.ts';
import * as shapes from '../shapes.ts';
import { checkType } from '../state-machine-lookup.ts';
import { optionalTimestamp, timestamp } from '../timestamp.ts';

export const listExecutionsInput = z.object({
  stateMachineArn: shapes.arn.optional(),
  statusFilter: shapes.executionStatus.optional(),
  maxResults: shapes.pageSize.optional(),
  nextToken: shapes.executionsPageToken.optional(),
  mapRunArn: shapes.longArn.optional(),
  redriveFilter: z.enum(['REDRIVEN', 'NOT_REDRIVEN']).optional(),
});

type Input = z.output<typeof listExecutionsInput>;

/**
 * The executions of a machine, a version or an alias, the latest first.
 * docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
 */
export function listExecutions(engine: Engine, input: Input): Output {
  const chosen = executionsOf(engine, input)
    .filter(({ status }) => input.statusFilter === undefined || status === input.statusFilter)
    .filter(() => input.redriveFilter !== 'REDRIVEN');
  const { items, nextToken } = paginate(chosen, input, (execution) => execution.start.arn);
  return { executions: items.map(describe), nextToken };
}

function executionsOf(engine: Engine, { stateMachineArn, mapRunArn }: Input): readonly Execution[] {
  if ((stateMachineArn === undefined) === (mapRunArn === undefined)) {
    throw new ApiError('ValidationException', 'Must specify exactly one of stateMachineArn and mapRunArn.');
  }
  if (stateMachineArn === undefined) {
    throw new ApiError('ResourceNotFound', `Resource not found: '${mapRunArn}'`);
  }
  const { machine, version, alias } = engine.stateMachines.resolve(stateMachineArn);
  checkType(machine, 'STANDARD');
  return engine.executions
    .ofMachine(machine.arn)
    .map(({ execution }) => execution)
    .filter(({ start }) =>
      alias === undefined
        ? version === undefined || start.stateMachineVersionArn === version.arn
        : start.stateMachineAliasArn === alias.arn,
    );
}

function describe(execution: Execution): Output {
  const { start } = execution;
  return {
    executionArn: start.arn,
    stateMachineArn: start.stateMachineArn,
    stateMachineVersionArn: start.stateMachineVersionArn,
    stateMachineAliasArn: start.stateMachineAliasArn,
    name: start.name,
    status: execution.status,
    startDate: timestamp(execution.startedAt),
    stopDate: optionalTimestamp(execution.stoppedAt),
    redriveCount: 0,
  };
}
