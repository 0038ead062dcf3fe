import { comparisonNames } from '../choice-operators.ts';
import type { Field, Machine, Part } from '../machine.ts';
import { type Finding, schemaError } from '../rule.ts';

/**
 * A choice rule is one thing: a Condition in JSONata; in JSONPath a Variable with one comparison, or one of And, Or
 * and Not (states-language.net/spec.html#choice-state). AWS locates the rule; we point to the field that is one too
 * many. A field of the other language, or one that is misspelt, is found by another rule.
 */
export function* choiceRules(machine: Machine): Iterable<Finding> {
  for (const part of machine.parts) {
    if (part.name === 'ChoiceRule' || part.name === 'NestedRule') yield* wrongRule(part);
  }
}

const selectors = ['And', 'Or', 'Not', 'Variable', 'Condition'];

function* wrongRule(rule: Part): Iterable<Finding> {
  const { known, place } = rule;
  const chosen = known.filter(({ name }) => selectors.includes(name));
  const comparisons = known.filter(({ name }) => comparisonNames.has(name));
  const [, secondSelector] = chosen;
  if (secondSelector !== undefined) yield schemaError(oneSelector, secondSelector.place, place);
  else if (chosen.length === 0) yield* missing(rule, oneSelector);
  else yield* wrongComparison(rule, chosen, comparisons);
  const [, secondComparison] = comparisons;
  if (secondComparison !== undefined) {
    const names = comparisons.map(({ name }) => name).join(', ');
    const message = `There should only be one of the following fields: [${names}]`;
    yield schemaError(message, secondComparison.place, place);
  }
}

const oneSelector = `The object must have only one of the following fields, [${selectors.join(', ')}]`;
const oneComparison = `This object should have only one of the following fields: [${[...comparisonNames].join(', ')}]`;

/** What is missing may be there, misspelt or in the words of the other language. */
function* missing({ foreign, unknown, place }: Part, message: string): Iterable<Finding> {
  if (foreign.length === 0 && unknown.length === 0) yield schemaError(message, place);
}

function* wrongComparison(
  rule: Part,
  chosen: readonly Field[],
  [comparison]: readonly Field[],
): Iterable<Finding> {
  const isTest = chosen.some(({ name }) => name === 'Variable');
  if (isTest && comparison === undefined) yield* missing(rule, oneComparison);
  if (!isTest && comparison !== undefined) {
    yield schemaError('These fields are required: [Variable]', comparison.place, rule.place);
  }
}
