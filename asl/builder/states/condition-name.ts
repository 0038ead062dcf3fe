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

/**
 * A name for the choice between conditions, such as TotalOver1000 for `gt(order.total, 1000)`. Several that ask of one
 * value are called after that value; what cannot be said is just Choice.
 */
export function conditionName(conditions: readonly Expression[]): string {
  const [first] = conditions;
  const [subject, ...others] = new Set(conditions.map(subjectOf));
  const isSwitch = conditions.length > 1 && others.length === 0;
  const spoken = isSwitch && subject ? subject : first && speak(first);
  return spoken && spoken.length <= 60 ? spoken : 'Choice';
}

/** What a comparison asks of. */
function subjectOf(condition: Expression): string | undefined {
  const [left, right] = condition.kind === 'operation' && words[condition.operator] ? condition.operands : [];
  const subject = left?.kind === 'array' ? right : left;
  return subject && speakValue(subject);
}

function speak(condition: Expression): string | undefined {
  if (condition.kind !== 'operation') return speakValue(condition);
  const [left, right] = condition.operands;
  if (condition.operator === 'not' && left) return prefixed('Not', speak(left));
  if (condition.operator === 'contains' && left?.kind === 'array' && right) {
    return speakOneOf(right, left.items);
  }
  const word = words[condition.operator];
  const subject = left && speakValue(left);
  if (!word || !subject) return undefined;
  if (!right) return subject + word;
  const value = speakValue(right);
  return value && subject + word + value;
}

/** `isOneOf(job.status, ['FAILED', 'TIMEOUT'])` is StatusIsFailedOrTimeout. */
function speakOneOf(value: Expression, items: readonly Expression[]): string | undefined {
  const subject = speakValue(value);
  const spoken = items.map(speakValue);
  return subject && !spoken.includes(undefined) ? `${subject}Is${spoken.join('Or')}` : undefined;
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

/** Letters and digits only, each word with a capital: `in progress` and `IN_PROGRESS` become InProgress. */
export function pascalCase(text: string): string {
  const words = /[a-z]/.test(text) ? text : text.toLowerCase();
  return words
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
