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

function* wrongRule({ known, foreign, unknown, place }: Part): Iterable<Finding> {
  const chosen = known.filter(({ name }) => selectors.includes(name));
  const comparisons = known.filter(({ name }) => comparisonNames.has(name));
  const isWhole = foreign.length === 0 && unknown.length === 0;
  const [, secondSelector] = chosen;
  const [comparison, secondComparison] = comparisons;
  if (secondSelector !== undefined) {
    yield schemaError(oneOf(selectors), secondSelector.place, place);
  } else if (chosen.length === 0) {
    if (isWhole) yield schemaError(oneOf(selectors), place);
  } else if (isComparison(chosen)) {
    const names = [...comparisonNames].join(', ');
    const message = `This object should have only one of the following fields: [${names}]`;
    if (comparison === undefined && isWhole) yield schemaError(message, place);
  } else if (comparison !== undefined) {
    yield schemaError('These fields are required: [Variable]', comparison.place, place);
  }
  if (secondComparison !== undefined) {
    const names = comparisons.map(({ name }) => name).join(', ');
    yield schemaError(
      `There should only be one of the following fields: [${names}]`,
      secondComparison.place,
      place,
    );
  }
}

function isComparison(chosen: readonly Field[]): boolean {
  return chosen.some(({ name }) => name === 'Variable');
}

function oneOf(names: readonly string[]): string {
  return `The object must have only one of the following fields, [${names.join(', ')}]`;
}
