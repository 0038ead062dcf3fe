import { ApiError } from '../engine/api-error.ts';
import { checkMapRunArn } from '../engine/arn.ts';
import type { Engine } from '../engine/engine.ts';
import type { MapRun } from '../engine/map-run/map-run.ts';

/** Throws InvalidArn and ResourceNotFound. */
export function getMapRun(engine: Engine, mapRunArn: string): MapRun {
  checkMapRunArn(mapRunArn);
  const mapRun = engine.mapRuns.find(mapRunArn);
  if (mapRun !== undefined) return mapRun;
  throw new ApiError('ResourceNotFound', `Resource not found: '${mapRunArn}'`);
}
