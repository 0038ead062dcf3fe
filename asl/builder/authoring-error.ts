/** A mistake in a workflow's source that no type could refuse, found while it is traced or emitted: a sentence for its author. */
export class AuthoringError extends Error {
  override readonly name = 'AuthoringError';
}
