import type { WorkflowDefinition } from '../../asl/builder/construct.ts';
import { emit } from '../../asl/builder/emit/emit.ts';
import { prices } from './price-table.ts';
import { longestWay, type Way } from './way.ts';

/** What no definition says. */
export interface Assumptions {
  /** Of one invocation, and its function's memory. */
  readonly invocationSeconds: number;
  readonly functionMegabytes: number;
  /** Of the execution's log and its functions' logs, for each state entered. */
  readonly logBytesPerState: number;
  readonly itemsPerMap: number;
}

export const usual: Assumptions = {
  invocationSeconds: 0.1,
  functionMegabytes: 512,
  logBytesPerState: 2_000,
  itemsPerMap: 10,
};

/** US dollars for a million executions on the longest way. */
export interface Estimate extends Way {
  readonly stepFunctions: number;
  readonly lambda: number;
  readonly logs: number;
}

export function estimate(workflow: WorkflowDefinition, assumed: Assumptions = usual): Estimate {
  const way = longestWay(emit(workflow), assumed);
  const million = 1_000_000;
  return {
    ...way,
    stepFunctions:
      million * (workflow.type === 'EXPRESS' ? express(way, assumed) : way.states * prices.stateTransition),
    lambda: million * way.invocations * invocation(assumed),
    logs: (million * way.states * assumed.logBytesPerState * prices.logGigabyte) / 1024 ** 3,
  };
}

/** By the duration, rounded up to 100 ms, with 64 MB: payloads of usual size. */
function express({ invocations }: Way, { invocationSeconds }: Assumptions): number {
  const seconds = Math.ceil(invocations * invocationSeconds * 10) / 10;
  return prices.expressRequest + seconds * (64 / 1024) * prices.expressGigabyteSecond;
}

function invocation({ invocationSeconds, functionMegabytes }: Assumptions): number {
  return prices.lambdaRequest + invocationSeconds * (functionMegabytes / 1024) * prices.lambdaGigabyteSecond;
}
