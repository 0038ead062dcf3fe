/** A failure in jsonata's form: the library completes the message of its code from these members. */
export class JsonataError extends Error {
  readonly code: string;
  readonly index: number | undefined;

  constructor(code: string, details: { readonly index?: number; readonly message?: string }) {
    super(details.message);
    this.code = code;
    this.index = details.index;
  }
}
