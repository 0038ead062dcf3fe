import type { TaskState } from '../../../asl/definition.ts';
import { matchesError } from '../../engine/error-matching.ts';
import { errorPrefixOf, mentionedErrors } from '../run/error-prefix.ts';
import { type Eventually, fails, hangs, type Outcome, whenDone } from '../run/outcome.ts';
import type { TaskCall } from '../run/task-call.ts';
import type { Fault, FaultVariant } from './fault.ts';

/**
 * The faults that every distributed system has, as Step Functions shows them. What a fault does at `every attempt` is
 * a fact of the world that no retry changes; what it does once or twice is for Retry to bridge.
 */

/**
 * Each error that the task declares, without its effect: at every attempt, and once where a retrier takes it. Of a call
 * without a task those count that its Retry and Catch name.
 */
export const declaredErrors: Fault = {
  name: 'declared errors',
  variants: (call) =>
    (call.task?.errors ?? mentionedErrors(call.definition)).flatMap((error) => errorVariants(call, error)),
};

/** Nobody answers before the time is up: at every attempt without the effect, and once with it. */
export const timeout: Fault = {
  name: 'timeout',
  variants: () => [
    { words: 'hangs at every attempt', act: () => hangs() },
    {
      words: 'does its work and hangs, once',
      act: (attempt, invoke) => (attempt.number > 1 ? invoke() : instead(invoke, hangs())),
    },
  ],
};

/** The service is throttled for one attempt, or two where the retries outlast them. */
export const throttlingThatEnds: Fault = {
  name: 'throttling that ends',
  variants: (call) => {
    const error = throttlingError(call);
    const times = retriesOf(call.definition, error) >= 2 ? 2 : 1;
    return [failing(call, { error, times })];
  },
};

export const throttlingThatStays: Fault = {
  name: 'throttling that stays',
  variants: (call) => [failing(call, { error: throttlingError(call), times: Infinity })],
};

/**
 * The work is done and its answer is lost: once, by an error of the network that is worth a retry; and at every
 * attempt, because the function dies after it.
 */
export const crashAfterEffect: Fault = {
  name: 'crash after its effect',
  variants: (call) => {
    const lost = isFunction(call) ? 'Lambda.SdkClientException' : `${prefixOf(call)}.SdkClientException`;
    const died = isFunction(call) ? 'Runtime.ExitError' : lost;
    return [
      {
        words: `does its work and loses its answer (${lost}), once`,
        act: (attempt, invoke) =>
          attempt.number > 1 ? invoke() : instead(invoke, fails(lost, 'The answer was lost.')),
      },
      {
        words: `does its work and fails with ${died}, at every attempt`,
        act: (_attempt, invoke) => instead(invoke, fails(died, 'The work was done before.')),
      },
    ];
  },
};

/** The same request arrives twice, as deliveries do that happen at least once. The first answer counts. */
export const duplicateDelivery: Fault = {
  name: 'duplicate delivery',
  variants: () => [
    {
      words: 'is delivered twice',
      act: (_attempt, invoke) => whenDone(invoke(), (first) => instead(invoke, first)),
    },
  ],
};

/** All of them, which is what `explore` tries unless it is told otherwise. */
export const everyFault: readonly Fault[] = [
  declaredErrors,
  timeout,
  throttlingThatEnds,
  throttlingThatStays,
  crashAfterEffect,
  duplicateDelivery,
];

/**
 * Somebody stops the execution during the call, before its effect or after. Not one of `everyFault`: no Catch runs then,
 * so that only the surroundings, in `afterwards`, can put things right.
 */
export const stoppedExecution: Fault = {
  name: 'stopped execution',
  variants: () => [
    {
      words: 'is under way when the execution is stopped',
      act: (attempt) => {
        attempt.stopExecution();
        return hangs();
      },
    },
    {
      words: 'has done its work when the execution is stopped',
      act: (attempt, invoke) =>
        whenDone(invoke(), () => {
          attempt.stopExecution();
          return hangs();
        }),
    },
  ],
};

/**
 * A request that was on its way all the time arrives when nobody waits for it any more. Not one of `everyFault`: what is
 * done after the end only leases and conditions can put right.
 */
export const lateDelivery: Fault = {
  name: 'late delivery',
  variants: () => [
    {
      words: 'hangs once, and does its work a minute later',
      act: (attempt, invoke) => {
        if (attempt.number > 1) return invoke();
        attempt.later(60, invoke);
        return hangs();
      },
    },
    {
      words: 'is delivered again a minute later',
      act: (attempt, invoke) => {
        attempt.later(60, invoke);
        return invoke();
      },
    },
  ],
};

function errorVariants(call: TaskCall, error: string): readonly FaultVariant[] {
  const always = failing(call, { error, times: Infinity });
  return retriesOf(call.definition, error) === 0 ? [always] : [failing(call, { error, times: 1 }), always];
}

/** Fails so often, before any effect, and then is as it would have been. */
function failing(
  call: TaskCall,
  { error, times }: { readonly error: string; readonly times: number },
): FaultVariant {
  const often = times === Infinity ? 'at every attempt' : times === 1 ? 'once' : 'twice';
  const cause = `${call.state} fails with ${error}, ${often}.`;
  return {
    words: `fails with ${error}, ${often}`,
    act: (attempt, invoke) => (attempt.number > times ? invoke() : fails(error, cause)),
  };
}

/** Does what would have been done, whatever comes of it, and says something else. */
function instead(invoke: () => Eventually<Outcome>, said: Outcome): Eventually<Outcome> {
  return whenDone(invoke(), () => said);
}

/** How often Retry tries again after an error. */
function retriesOf({ Retry = [] }: TaskState, error: string): number {
  const retrier = Retry.find(({ ErrorEquals }) => matchesError(ErrorEquals, { error, cause: undefined }));
  return retrier === undefined ? 0 : (retrier.MaxAttempts ?? 3);
}

function throttlingError(call: TaskCall): string {
  return isFunction(call) ? 'Lambda.TooManyRequestsException' : `${prefixOf(call)}.ThrottlingException`;
}

function isFunction({ resource }: TaskCall): boolean {
  return resource === 'lambda:invoke' || resource.startsWith('arn:aws:lambda:');
}

function prefixOf({ resource, definition }: TaskCall): string {
  return errorPrefixOf(resource, definition);
}
