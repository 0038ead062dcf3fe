/** What UpdateMapRun may change while a Map Run is under way. */
export interface MapRunLimits {
  readonly maxConcurrency?: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
}
