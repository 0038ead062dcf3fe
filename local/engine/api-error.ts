/**
 * The engine refuses what it was asked to do, in the terms of the Step Functions API: a machine that does not
 * exist, a name that is taken. `local/api` makes the response of it; `local/host` makes it a task's error.
 * Source: docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html and each operation's page.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** As `__type` has it: `StateMachineDoesNotExist`. */
  readonly type: string;
  /** Further members of the error's shape, such as `reason`. */
  readonly details: { readonly [member: string]: string };

  constructor(type: string, message: string, details: { readonly [member: string]: string } = {}) {
    super(message);
    this.type = type;
    this.details = details;
  }
}
