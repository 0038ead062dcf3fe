/** The text of an expression cannot be compiled. The validator turns it into a diagnostic. */
export class ExpressionSyntaxError extends Error {
  override readonly name = 'ExpressionSyntaxError';
  /** Index into the expression's text, in UTF-16 code units, from 0. */
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}
