import type { Shape, Value } from './shape.ts';

/**
 * The fields of a JSONPath choice rule: `Variable` with one comparison, or one of And, Or, Not.
 * states-language.net/spec.html#choice-state
 */

const path: Value = { is: 'path', kind: 'reference', language: 'JSONPath' };
const text: Value = { is: 'string', language: 'JSONPath' };
const number: Value = { is: 'number', language: 'JSONPath' };
const yesOrNo: Value = { is: 'boolean', language: 'JSONPath' };
const timestamp: Value = { is: 'timestamp', language: 'JSONPath' };
const rules: Value = { is: 'parts', shape: 'NestedRule', nonEmpty: true, language: 'JSONPath' };

const comparisons = {
  ...ordered('String', text),
  StringMatches: text,
  ...ordered('Numeric', number),
  ...ordered('Timestamp', timestamp),
  BooleanEquals: yesOrNo,
  BooleanEqualsPath: path,
  IsNull: yesOrNo,
  IsPresent: yesOrNo,
  IsNumeric: yesOrNo,
  IsString: yesOrNo,
  IsBoolean: yesOrNo,
  IsTimestamp: yesOrNo,
} satisfies Shape['fields'];

export const choiceOperators = {
  Variable: path,
  And: rules,
  Or: rules,
  Not: { is: 'part', shape: 'NestedRule', language: 'JSONPath' },
  ...comparisons,
} satisfies Shape['fields'];

/** Which of a rule's fields compare the Variable. */
export const comparisonNames: ReadonlySet<string> = new Set(Object.keys(comparisons));

/** The five comparisons of a type that has an order, each also with a path to the other value. */
function ordered(type: string, value: Value): Shape['fields'] {
  const names = ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'];
  return Object.fromEntries(
    names.flatMap((name) => [
      [`${type}${name}`, value],
      [`${type}${name}Path`, path],
    ]),
  );
}
