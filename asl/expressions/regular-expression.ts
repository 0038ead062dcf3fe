import { RE2JS } from 're2js';
import { ExpressionSyntaxError } from './syntax-error.ts';

/** To compile a longer one takes seconds, without any text to search. */
const sourceCharactersMax = 10_000;

/**
 * Regular expressions of definitions run on RE2, whose time is linear in the text: `/^(a+)+$/` cannot hold up the engine.
 * Differs from AWS: no lookaround and no references back into the match; they are refused when an expression is compiled.
 */
export function compileRegularExpression(source: string, flags: string): RE2JS {
  if (source.length > sourceCharactersMax) {
    throw new ExpressionSyntaxError(
      `A regular expression has at most ${sourceCharactersMax} characters, and this one ${source.length}`,
      0,
    );
  }
  const multiline = flags.includes('m') ? RE2JS.MULTILINE : 0;
  const caseInsensitive = flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0;
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source), multiline | caseInsensitive);
  } catch (problem) {
    throw new ExpressionSyntaxError(
      `The regular expression /${source}/ is not supported: ${String(problem)}`,
      0,
    );
  }
}
