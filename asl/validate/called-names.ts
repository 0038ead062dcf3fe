/** Strings and comments, which may hold anything. */
const quotes = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/\*.*?\*\//gs;

/** A JSONata expression with nothing in its strings and comments. */
export function withoutQuotes(expression: string): string {
  return expression.replace(quotes, "''");
}

/** Whether an expression calls `$name(…)`: no variable of Step Functions can be called, for it holds JSON. */
export function calls(expression: string, name: string): boolean {
  return new RegExp(`\\$${name}\\s*\\(`, 'u').test(withoutQuotes(expression));
}
