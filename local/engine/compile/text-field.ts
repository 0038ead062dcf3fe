import type { FailState, QueryLanguage } from '../../../asl/definition.ts';
import { compileJsonata, isJsonata } from '../../../asl/expressions/jsonata/compile.ts';
import { unexpectedResultType } from '../../../asl/expressions/jsonata/query-evaluation-error.ts';
import { compilePathOrIntrinsic } from '../../../asl/expressions/path-or-intrinsic.ts';
import type { Evaluate } from './program.ts';

/** Error or Cause of a Fail state: a text, a path or intrinsic function, or JSONata (states-language.net/spec.html#fail-state). */
export function compileText(
  state: FailState,
  name: 'Error' | 'Cause',
  language: QueryLanguage,
): Evaluate<string> | undefined {
  const text = state[name];
  const path = state[`${name}Path`];
  if (path !== undefined) return compileTextPath(path, `${name}Path`);
  if (text === undefined) return undefined;
  return language === 'JSONata' && isJsonata(text) ? compileTextExpression(text, name) : () => text;
}

function compileTextPath(path: string, field: string): Evaluate<string> {
  const expression = compilePathOrIntrinsic(path, field);
  return (evaluation) => {
    const value = expression.evaluate(evaluation);
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
}

function compileTextExpression(text: string, field: string): Evaluate<string> {
  const expression = compileJsonata(text, field);
  return (evaluation) => {
    const value = expression.evaluate(evaluation);
    if (typeof value !== 'string') throw unexpectedResultType(expression, 'string', value);
    return value;
  };
}
