import type { Json, JsonObject } from '../../../asl/json.ts';
import type { Mock } from './mock-check.ts';
import type { TestedState } from './tested-state.ts';

/** Everything that a trial is given. */
export interface TrialSetting {
  readonly tested: TestedState;
  readonly input: Json;
  readonly variables: JsonObject;
  readonly context: JsonObject | undefined;
  readonly roleArn: string | null;
  readonly mock: Mock | undefined;
  /** How often the state has been retried before this attempt. */
  readonly retriesBefore: number;
  /** How many iterations of a Map have failed. */
  readonly failedIterations: number;
  /** What a Map's ItemReader is taken to have read. */
  readonly itemReaderData: Json | undefined;
}
