/**
 * A failure that a task reports by name. The name becomes Lambda's `errorType`, hence the error name that Retry and
 * Catch match (docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html).
 */
export class TaskError<Name extends string = string> extends Error {
  override readonly name: Name;

  constructor(name: Name, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

/** The input does not fit the task's schema. Final: sending it again cannot help. */
export const INVALID_INPUT = 'InvalidInput';

/** The handler returned something that does not fit the task's schema: a bug of the task. */
export const INVALID_OUTPUT = 'InvalidOutput';

/** Errors that every task may report, whatever it declares. */
export type SchemaErrorName = typeof INVALID_INPUT | typeof INVALID_OUTPUT;
