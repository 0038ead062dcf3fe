/** An intrinsic function refuses its arguments; the call it stands in makes a States.IntrinsicFailure of it. */
export class IntrinsicFailure extends Error {
  override readonly name = 'IntrinsicFailure';
}
