import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import type { MapRun } from '../../engine/map-run/map-run.ts';
import { getExecution } from '../execution-lookup.ts';
import type { Output } from '../operation.ts';
import { paginate } from '../pagination.ts';
import * as shapes from '../shapes.ts';
import { optionalTimestamp, timestamp } from '../timestamp.ts';

export const listMapRunsInput = z.object({
  executionArn: shapes.arn,
  maxResults: shapes.pageSize.optional(),
  nextToken: shapes.pageToken.optional(),
});

/** docs.aws.amazon.com/step-functions/latest/apireference/API_ListMapRuns.html */
export function listMapRuns(engine: Engine, input: z.output<typeof listMapRunsInput>): Output {
  const { execution } = getExecution(engine, input.executionArn);
  const mapRuns = engine.mapRuns.ofExecution(execution.start.arn);
  const { items, nextToken } = paginate(mapRuns, input, (mapRun) => mapRun.arn);
  return { mapRuns: items.map(describe), nextToken };
}

function describe(mapRun: MapRun): Output {
  return {
    executionArn: mapRun.executionArn,
    mapRunArn: mapRun.arn,
    stateMachineArn: mapRun.stateMachineArn,
    startDate: timestamp(mapRun.startedAt),
    stopDate: optionalTimestamp(mapRun.stoppedAt),
  };
}
