import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import { getMapRun } from '../map-run-lookup.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';
import { optionalTimestamp, timestamp } from '../timestamp.ts';

export const describeMapRunInput = z.object({ mapRunArn: shapes.longArn });

/** docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html */
export function describeMapRun(engine: Engine, input: z.output<typeof describeMapRunInput>): Output {
  const mapRun = getMapRun(engine, input.mapRunArn);
  return {
    mapRunArn: mapRun.arn,
    executionArn: mapRun.executionArn,
    status: mapRun.status,
    startDate: timestamp(mapRun.startedAt),
    stopDate: optionalTimestamp(mapRun.stoppedAt),
    maxConcurrency: mapRun.maxConcurrency,
    toleratedFailurePercentage: mapRun.toleratedFailurePercentage ?? 0,
    toleratedFailureCount: mapRun.toleratedFailureCount ?? 0,
    itemCounts: mapRun.itemCounts,
    executionCounts: mapRun.executionCounts,
    redriveCount: mapRun.redriveCount,
    redriveDate: optionalTimestamp(mapRun.redrivenAt),
  };
}
