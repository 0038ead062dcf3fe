import { z } from 'zod';

/**
 * What a catcher is given: the specification's Error Output (states-language.net/spec.html#errors). Of a timeout there is
 * no cause to tell, and AWS writes null.
 */
export const CaughtError = z.object({ Error: z.string(), Cause: z.string().nullish() });
export type CaughtError = z.output<typeof CaughtError>;

/** A failure as records keep it: its error name, and a sentence. */
export const RecordedError = z.object({ name: z.string(), message: z.string() });
export type RecordedError = z.output<typeof RecordedError>;

/** Of a function's error, Cause is JSON text with the sentence in `errorMessage` (nodejs-exceptions.html). */
export function recordedError({ Error: name, Cause: cause }: CaughtError): RecordedError {
  return { name, message: errorMessageIn(cause ?? '').slice(0, MESSAGE_LENGTH_MAX) || name };
}

/** Records are read in lists; the whole cause stands in the execution's history. */
const MESSAGE_LENGTH_MAX = 1000;

function errorMessageIn(cause: string): string {
  try {
    const { errorMessage } = z.object({ errorMessage: z.string() }).parse(JSON.parse(cause));
    return errorMessage;
  } catch {
    return cause;
  }
}
