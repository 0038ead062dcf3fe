import { jsonataInWords, withExecutionInput } from './jsonata-words.ts';

/** A string of a definition as a reader says it: an expression or a path in words, other text as it stands. */
export function expressionInWords(text: string): string {
  if (text.startsWith('{%') && text.endsWith('%}')) return jsonataInWords(text.slice(2, -2).trim());
  return pathInWords(text);
}

/** `$.order.total` is `order.total`, `$$.Execution.Id` is `context.Execution.Id`, `$$.Execution.Input.total` is `input.total`, `$` alone is `input`. */
export function pathInWords(path: string): string {
  if (path === '$') return 'input';
  if (path.startsWith('$$.')) return withExecutionInput(`context.${path.slice(3)}`);
  if (path.startsWith('$.')) return path.slice(2);
  if (path.startsWith('$[')) return `input${path.slice(1)}`;
  return /^\$[A-Za-z_]/.test(path) ? path.slice(1) : path;
}
