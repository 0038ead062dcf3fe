import type { PlainConstruct } from './linked.ts';
import { fieldOf, object, sourceOf, substitute, type Expression, type Source } from '../expression.ts';

/** What the state's work has given, as the state itself sees it. */
export const RESULT: Source = { kind: 'result', label: 'result', home: undefined };

/** What a catcher is told. */
export const ERROR_OUTPUT: Source = { kind: 'error', label: 'errorOutput', home: undefined };

/** An expression that is evaluated when a construct's state is done: what it says of the construct's value is said of the result. */
export function afterState(expression: Expression, construct: PlainConstruct): Expression {
  return 'source' in construct ? substitute(expression, construct.source, ownValue(construct)) : expression;
}

/** An expression that is evaluated in a catcher. */
export function inCatcher(expression: Expression, error: Source): Expression {
  return substitute(expression, error, sourceOf(ERROR_OUTPUT));
}

/** The value of a construct in terms of its state's result. */
function ownValue(construct: PlainConstruct): Expression {
  const result = sourceOf(RESULT);
  switch (construct.kind) {
    case 'task':
      return construct.resultField === undefined ? result : fieldOf(result, construct.resultField);
    case 'pass':
      return construct.output ?? result;
    case 'parallel':
      return construct.keys
        ? object(Object.fromEntries(construct.keys.map((key, index) => [key, fieldOf(result, index)])))
        : result;
    case 'raw':
      return (construct.state.kind === 'object' && construct.state.fields['Output']) || result;
    default:
      return result;
  }
}
