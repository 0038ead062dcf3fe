import type { Machine, Mention } from '../machine.ts';
import { type Finding, schemaError, warning } from '../rule.ts';

/** Every path and intrinsic function can be compiled, and leads where its field may read or write. */
export function* pathSyntax(machine: Machine): Iterable<Finding> {
  for (const mention of machine.mentions) {
    if (mention.kind === 'jsonata') continue;
    const complaint = complaints[mention.kind](mention);
    if (complaint === undefined) {
      if (mention.expression?.references.unreadableFilters.length) yield* unreadableFilters(mention);
      continue;
    }
    // Of a payload template AWS names the object that holds the field.
    const { place } = mention;
    yield schemaError(complaint, place, mention.kind === 'template' ? (place.parent ?? place) : place);
  }
}

/** AWS does not look into filters when it creates a machine: `[?(@.Name==Receipt)]`, without quotes, is accepted. */
function* unreadableFilters({ expression, place }: Mention): Iterable<Finding> {
  for (const filter of expression?.references.unreadableFilters ?? []) {
    yield warning(
      'UNREADABLE_FILTER',
      `The filter '[?${filter}]' cannot be read, and fails when it is evaluated. Put texts in it into quotes.`,
      place,
    );
  }
}

type Complaint = (mention: Mention) => string | undefined;

const complaints: Readonly<Record<Exclude<Mention['kind'], 'jsonata'>, Complaint>> = {
  path: ({ problem }) => (problem === undefined ? undefined : 'Value must be a valid JSONPath.'),
  text: (mention) => (isText(mention) ? undefined : 'Value must be a valid JSONPath.'),
  reference: notReference,
  result: (mention) =>
    notReference(mention) ?? (mention.path?.root.type === 'input' ? undefined : notReferencePath),
  template: ({ problem, place }) =>
    problem === undefined
      ? undefined
      : `The value for the field '${place.key}' must be a valid JSONPath or a valid intrinsic function call`,
};

/** Functions that give a string (docs.aws.amazon.com/step-functions/latest/dg/state-fail.html). */
const textFunctions: ReadonlySet<string> = new Set([
  'States.Format',
  'States.JsonToString',
  'States.ArrayGetItem',
  'States.Base64Encode',
  'States.Base64Decode',
  'States.Hash',
  'States.UUID',
]);

function isText({ problem, path, expression }: Mention): boolean {
  const [outermost] = expression?.references.functions ?? [];
  return problem === undefined && (path !== undefined || textFunctions.has(outermost ?? ''));
}

const notReferencePath = 'Value is not a Reference Path';

function notReference({ problem, text }: Mention): string | undefined {
  if (!text.startsWith('$')) return `${notReferencePath}: Reference path didn't start with '$'`;
  return problem === undefined ? undefined : `${notReferencePath}: ${problem.message}`;
}
