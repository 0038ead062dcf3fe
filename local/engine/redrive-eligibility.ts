import type { Execution } from './execution.ts';
import { historyEventsMax } from './limits.ts';
import type { EpochMs } from './signal.ts';

/** As DescribeExecution spells it, and why not (API_DescribeExecution.html, redriveStatusReason). */
export type RedriveStatus =
  | { readonly status: 'REDRIVABLE' | 'REDRIVABLE_BY_MAP_RUN' }
  | { readonly status: 'NOT_REDRIVABLE'; readonly reason: string };

/** docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html#redrive-eligibility */
export function redriveStatus(
  execution: Execution,
  { now, machineExists }: { readonly now: EpochMs; readonly machineExists: boolean },
): RedriveStatus {
  const { status, start, startedAt, stoppedAt = now, history } = execution;
  if (status === 'RUNNING' || status === 'SUCCEEDED')
    return not(`Execution is ${status} and cannot be redriven`);
  if (!machineExists) return not('State machine is in DELETING status');
  if (start.mapRun !== undefined) return { status: 'REDRIVABLE_BY_MAP_RUN' };
  if (history.length > historyEventsMax - redriveEventsMin)
    return not('Execution history event limit exceeded');
  if (now - startedAt > openMsMax) return not('Execution has exceeded the max execution time');
  if (now - stoppedAt > redrivableMsMax) return not('Execution redrivable period exceeded');
  return { status: 'REDRIVABLE' };
}

function not(reason: string): RedriveStatus {
  return { status: 'NOT_REDRIVABLE', reason };
}

/** ExecutionRedriven and one more must fit. */
const redriveEventsMin = 2;
const dayMs = 24 * 3_600_000;
const redrivableMsMax = 14 * dayMs;
const openMsMax = 365 * dayMs;
