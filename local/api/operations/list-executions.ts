import { z } from 'zod';
import { ApiError } from '../../engine/api-error.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Execution } from '../../engine/execution.ts';
import { getMapRun } from '../map-run-lookup.ts';
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
 * The executions of a machine, a version, an alias or a Map Run, the latest first.
 * docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
 */
export function listExecutions(engine: Engine, input: Input): Output {
  const chosen = executionsOf(engine, input)
    .filter(({ status }) => input.statusFilter === undefined || status === input.statusFilter)
    .filter(({ redriveCount }) => isWanted(redriveCount > 0, input.redriveFilter));
  const { items, nextToken } = paginate(chosen, input, (execution) => execution.start.arn);
  return { executions: items.map(describe), nextToken };
}

function isWanted(isRedriven: boolean, filter: Input['redriveFilter']): boolean {
  return filter === undefined || (filter === 'REDRIVEN') === isRedriven;
}

function executionsOf(engine: Engine, input: Input): readonly Execution[] {
  const { stateMachineArn, mapRunArn, redriveFilter, statusFilter } = input;
  if (mapRunArn !== undefined && stateMachineArn === undefined) {
    return engine.mapRuns.childrenOf(getMapRun(engine, mapRunArn));
  }
  if (stateMachineArn === undefined || mapRunArn !== undefined) {
    throw new ApiError('ValidationException', 'Must specify exactly one of stateMachineArn and mapRunArn.');
  }
  if (redriveFilter !== undefined || statusFilter === 'PENDING_REDRIVE') {
    throw new ApiError('ValidationException', 'A filter on redrives must go with a mapRunArn.');
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
    mapRunArn: start.mapRun?.arn,
    itemCount: start.mapRun?.itemCount,
    redriveCount: execution.redriveCount,
    redriveDate: optionalTimestamp(execution.redrivenAt),
  };
}
