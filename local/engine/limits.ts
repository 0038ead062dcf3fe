/**
 * The limits of AWS that the core enforces, each with its unit in its name.
 * Source: docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */

/** Input or output of a state, a task or an execution, as UTF-8 of its JSON text. */
export const payloadBytesMax = 262_144;

/** All variables of an execution together, as UTF-8 of their JSON text; those of one Assign, as much as a payload. */
export const variablesBytesMax = 10 * 1_048_576;

/** Of a failure, in characters (API_ExecutionFailedEventDetails.html). */
export const errorCharactersMax = 256;
export const causeCharactersMax = 32_768;

/** Of a Standard execution; the last of them is the ExecutionFailed that says so. */
export const historyEventsMax = 25_000;

/** Differs from AWS, where an Express execution has no history: ours must not fill the memory. */
export const expressHistoryEventsMax = 1_000_000;

/** Iterations of an inline Map at a time, also where MaxConcurrency asks for more or says 0. */
export const inlineMapConcurrencyMax = 40;

/** Child executions of a Distributed Map at a time. */
export const distributedMapConcurrencyMax = 10_000;

/** Items that one Distributed Map reads at most, also where MaxItems asks for more or says 0. */
export const readerItemsMax = 100_000_000;

/** The input of a child execution whose items come in batches, where MaxInputBytesPerBatch does not say less. */
export const batchBytesMax = payloadBytesMax;

/** A result file that has become so large is written, and another one begun: ours, to bound the memory. */
export const resultFileBytesMax = 5 * 1_048_576;

/** The longest Wait: more seconds than fit a signed 32-bit integer are refused while executing. */
export const waitSecondsMax = 2_147_483_647;

/** An Express execution lives for at most five minutes. */
export const expressLifetimeSecondsMax = 5 * 60;

/**
 * Executions under way at a time, beyond which none is started. Differs from AWS, where an account may have a million:
 * ours must not fill the memory, when a workflow starts itself, for example.
 */
export const openExecutionsMax = 25_000;

/** How many states one call of `step` may execute before it gives way to other executions: about a millisecond. */
export const transitionsPerStepMax = 1_000;
