/** Strings and comments, which may hold anything. */
const quotes = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/\*.*?\*\//gs;

/** A JSONata expression with nothing in its strings and comments. */
export function withoutQuotes(expression: string): string {
  return expression.replace(quotes, "''");
}

/** The names that an expression calls, `$name(…)`. No variable of Step Functions can be called, for it holds JSON. */
export function calledNames(expression: string): ReadonlySet<string> {
  const calls = withoutQuotes(expression).matchAll(/\$([\p{ID_Start}_][\p{ID_Continue}]*)\s*\(/gu);
  return new Set([...calls].map(([, name = '']) => name));
}

/** The variables of which an expression asks whether they are there, `$exists($name)`. */
export function namesAskedFor(expression: string): ReadonlySet<string> {
  const questions = withoutQuotes(expression).matchAll(
    /\$exists\(\s*\$([\p{ID_Start}_][\p{ID_Continue}]*)/gu,
  );
  return new Set([...questions].map(([, name = '']) => name));
}
