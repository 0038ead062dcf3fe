import type { Json, JsonObject } from '../../asl/json.ts';
import type { HistoryEvent } from './history-event.ts';
import type { EpochMs } from './signal.ts';

/** As DescribeExecution spells it (docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html). */
export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** Everything an execution is given at its birth. With the signals that follow it determines the rest. */
export interface ExecutionStart {
  readonly arn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  /** Null where a state is tested without a role. */
  readonly roleArn: string | null;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly input: Json;
  /** Unsigned 32 bits. Jitter, $random, $uuid, States.UUID and task tokens follow from it. */
  readonly seed: number;
  /** Set when the execution was started through a version or an alias of the machine. */
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  /** The mock file's test case, from `<stateMachineArn>#<test case>`. */
  readonly testCase?: string;
  /** Of X-Ray: kept and shown, no more. */
  readonly traceHeader?: string;
  /** Of a child execution: the Map Run that started it, and how many items it processes. */
  readonly mapRun?: { readonly arn: string; readonly itemCount: number };
  /** Fields that replace those of the context object, as TestState allows (API_TestState.html, context). */
  readonly context?: JsonObject;
}

/** What everybody may read of an execution. The interpreter owns the rest of it. */
export interface Execution {
  readonly start: ExecutionStart;
  readonly status: ExecutionStatus;
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs | undefined;
  readonly output: Json | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** How often it has been redriven, and when it last was. */
  readonly redriveCount: number;
  readonly redrivenAt: EpochMs | undefined;
  readonly history: readonly HistoryEvent[];
}
