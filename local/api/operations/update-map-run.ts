import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import type { MapRunLimits } from '../../engine/map-run/map-run-limits.ts';
import { getMapRun } from '../map-run-lookup.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';

export const updateMapRunInput = z.object({
  mapRunArn: shapes.longArn,
  maxConcurrency: z.int().min(0).optional(),
  toleratedFailurePercentage: z.number().min(0).max(100).optional(),
  toleratedFailureCount: z.int().min(0).optional(),
});

type Input = z.output<typeof updateMapRunInput>;

/** docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateMapRun.html */
export function updateMapRun(engine: Engine, input: Input): Output {
  engine.updateMapRun(getMapRun(engine, input.mapRunArn), limitsOf(input));
  return {};
}

function limitsOf({
  maxConcurrency,
  toleratedFailureCount,
  toleratedFailurePercentage,
}: Input): MapRunLimits {
  return {
    ...(maxConcurrency !== undefined && { maxConcurrency }),
    ...(toleratedFailureCount !== undefined && { toleratedFailureCount }),
    ...(toleratedFailurePercentage !== undefined && { toleratedFailurePercentage }),
  };
}
