import type { Machine, Mention } from '../machine.ts';
import { calledNames } from '../called-names.ts';
import { error, type Finding, warning } from '../rule.ts';

/**
 * A JSONata expression reads what its field offers: no document of its own (`phone`, `$$`), no `$eval`, and of
 * `$states` the fields that exist there (docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html).
 */
export function* jsonataReferences(machine: Machine): Iterable<Finding> {
  for (const mention of machine.mentions) {
    if (mention.kind !== 'jsonata' || mention.expression === undefined) continue;
    for (const message of unsupported(mention)) {
      yield error('UNSUPPORTED_JSONATA_EXPRESSION', message, mention.place);
    }
    if (contextAtTop.test(mention.text)) {
      const message = "At the top level '$' is nothing. Read the input as $states.input.";
      yield warning('UNSUPPORTED_JSONATA_EXPRESSION', message, mention.place);
    }
  }
}

/** An expression that begins with the context item, of which Step Functions has none there. */
const contextAtTop = /^\{%\s*\$(?![\p{ID_Continue}$])/u;

function* unsupported(mention: Mention): Iterable<string> {
  const {
    topLevelNames = [],
    functions = [],
    statesFields = [],
    variables = [],
  } = mention.expression?.references ?? {};
  for (const name of topLevelNames) {
    yield name === '$$'
      ? "Reference to '$$' is not supported."
      : `Reference to '${name}' at the top level is not supported.`;
  }
  const offered = statesFieldsOf(mention);
  for (const field of statesFields) {
    if (!offered.includes(field)) yield `Field '$states.${field}' does not exist.`;
  }
  // Differs from AWS, in these two: it accepts the definition and fails every execution that gets here.
  const called = variables.length === 0 ? undefined : calledNames(mention.text);
  for (const name of variables) {
    if (called?.has(name)) yield `Function '$${name}' does not exist.`;
  }
  if (functions.includes('eval')) yield "Function '$eval' is not supported.";
}

/** `result` is there once the state has one, `errorOutput` in a catcher. */
function statesFieldsOf({ part, field }: Mention): string[] {
  const always = ['input', 'context'];
  const isLate = field === 'Output' || field === 'Assign';
  if (part.name === 'Catcher') return isLate ? [...always, 'errorOutput'] : always;
  const hasResult = part.name === 'Task' || part.name === 'Parallel' || part.name === 'Map';
  return isLate && hasResult ? [...always, 'result'] : always;
}
