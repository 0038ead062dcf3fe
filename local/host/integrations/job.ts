import type { Json, JsonObject } from '../../../asl/json.ts';

/**
 * How `.sync` waits for what an action has started: a job, a cluster, a build. The rows are in `jobs.ts`, the
 * waiting in `follow-job.ts`. Operations and members have the names of the integration, in Pascal case.
 */
export interface Job {
  /** Asks how the job is. */
  readonly describe: Call;
  /** What the task results in, and what the cause of its failure shows. */
  readonly result: (description: JsonObject, started: JsonObject) => Json | undefined;
  /** Where the status stands in the result: `QueryExecution.Status.State`. */
  readonly status: string;
  readonly succeeded: readonly string[];
  readonly failed: readonly string[];
  /** Whether it is a deletion, which has succeeded when there is nothing left to describe. */
  readonly untilGone?: true;
  /** A second question, where the status says that the job has ended but not how. */
  readonly verdict?: Verdict;
  /** Ends the job when nobody waits for it any more; absent where Step Functions leaves it running. */
  readonly stop?: Call;
}

/** An operation, and its parameters by those that started the job and the response to them, in one object. */
export interface Call {
  readonly action: string;
  readonly parameters: (started: JsonObject) => Parameters;
}

/** Absent members are left out. */
interface Parameters {
  readonly [member: string]: Json | undefined;
}

export interface Verdict {
  /** Of the result. */
  readonly describe: Call;
  readonly hasFailed: (result: Json, description: JsonObject) => boolean;
}

/** The value at a path of members and positions: `Tasks.0.TaskArn`. */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  let current = value;
  for (const step of path.split('.')) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as JsonObject)[step];
  }
  return current;
}
