import type { Expression, Operator } from '../expression.ts';

/** How a comparison reads in the name of a Choice state, between the field and the value. */
const words: Partial<Record<Operator, string>> = {
  eq: 'Is',
  ne: 'IsNot',
  gt: 'Over',
  gte: 'AtLeast',
  lt: 'Under',
  lte: 'AtMost',
  before: 'Before',
  after: 'After',
  isPresent: 'IsPresent',
  isNull: 'IsNull',
  contains: 'Contains',
  matches: 'Matches',
};

/** A name for the choice on a condition, such as TotalOver1000 for `gt(order.total, 1000)`; else just Choice. */
export function conditionName(condition: Expression | undefined): string {
  const spoken = condition && speak(condition);
  return spoken && spoken.length <= 60 ? spoken : 'Choice';
}

function speak(condition: Expression): string | undefined {
  if (condition.kind !== 'operation') return speakValue(condition);
  const [left, right] = condition.operands;
  if (condition.operator === 'not' && left) return prefixed('Not', speak(left));
  const word = words[condition.operator];
  const subject = left && speakValue(left);
  if (!word || !subject) return undefined;
  if (!right) return subject + word;
  const value = speakValue(right);
  return value && subject + word + value;
}

function prefixed(prefix: string, spoken: string | undefined): string | undefined {
  return spoken && prefix + spoken;
}

function speakValue(expression: Expression): string | undefined {
  if (expression.kind === 'literal') return pascalCase(String(expression.value));
  if (expression.kind === 'source') return pascalCase(expression.source.label);
  const key =
    expression.kind === 'field' ? expression.path.findLast((key) => typeof key === 'string') : undefined;
  return key === undefined ? undefined : pascalCase(key);
}

/** Letters and digits only, each word with a capital: `in progress` becomes InProgress. */
export function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
