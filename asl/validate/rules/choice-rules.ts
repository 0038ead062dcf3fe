import { comparisonNames } from '../choice-operators.ts';
import type { Machine, Part } from '../machine.ts';
import { type Finding, schemaError } from '../rule.ts';
import { fieldOf } from '../shape.ts';

/**
 * A choice rule is one thing: a Condition in JSONata; in JSONPath a Variable with one comparison, or one of And, Or
 * and Not (states-language.net/spec.html#choice-state).
 */
export function* choiceRules(machine: Machine): Iterable<Finding> {
  for (const part of machine.parts) {
    if (part.name === 'ChoiceRule' || part.name === 'NestedRule') yield* wrongRule(part);
  }
}

const selectors = ['And', 'Or', 'Not', 'Variable', 'Condition'];

function* wrongRule({ fields, place, shape }: Part): Iterable<Finding> {
  const comparisons = Object.keys(fields).filter((name) => comparisonNames.has(name));
  if (selectors.filter((name) => Object.hasOwn(fields, name)).length !== 1) {
    yield schemaError(
      `The object must have only one of the following fields, [${selectors.join(', ')}]`,
      place,
    );
    return;
  }
  const isComparison = Object.hasOwn(fields, 'Variable');
  // A comparison that is misspelt is found by another rule.
  const isMisspelt = Object.keys(fields).some((name) => fieldOf(shape, name) === undefined);
  if (isComparison && comparisons.length === 0 && !isMisspelt) {
    const names = [...comparisonNames].join(', ');
    yield schemaError(`This object should have only one of the following fields: [${names}]`, place);
  }
  if (comparisons.length > 1) {
    yield schemaError(`There should only be one of the following fields: [${comparisons.join(', ')}]`, place);
  } else if (!isComparison && comparisons.length === 1) {
    yield schemaError('These fields are required: [Variable]', place);
  }
}
