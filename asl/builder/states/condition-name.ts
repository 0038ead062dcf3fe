import type { Expression, Operator, Path } from '../expression.ts';
import { pascalCase } from '../pascal-case.ts';

/** How a comparison reads in a name, between the field and the value, and how its contrary does. */
const words: Partial<Record<Operator, readonly [is: string, isNot: string]>> = {
  eq: ['Is', 'IsNot'],
  ne: ['IsNot', 'Is'],
  gt: ['Over', 'AtMost'],
  gte: ['AtLeast', 'Under'],
  lt: ['Under', 'AtLeast'],
  lte: ['AtMost', 'Over'],
  before: ['Before', 'NotBefore'],
  after: ['After', 'NotAfter'],
  isPresent: ['IsPresent', 'IsMissing'],
  isNull: ['IsNull', 'IsNotNull'],
  contains: ['Contains', 'Lacks'],
  matches: ['Matches', 'DoesNotMatch'],
};

/** Longer ones are no names. */
const charactersMax = 60;

/**
 * A name for the choice between conditions, such as TotalOver1000 for `gt(order.total, 1000)`. Several that ask of one
 * value are called after that value; what cannot be said is just Choice.
 */
export function conditionName(conditions: readonly Expression[]): string {
  const [first] = conditions;
  const [subject, ...others] = new Set(conditions.map(subjectOf));
  const isSwitch = conditions.length > 1 && others.length === 0;
  const spoken = isSwitch && subject ? subject : first && speak(first, true);
  return spoken && spoken.length <= charactersMax ? spoken : 'Choice';
}

/** What a comparison asks of. */
function subjectOf(condition: Expression): string | undefined {
  const [left, right] = condition.kind === 'operation' && words[condition.operator] ? condition.operands : [];
  const subject = left?.kind === 'array' ? right : left;
  return subject && speakValue(subject);
}

function speak(condition: Expression, holds: boolean): string | undefined {
  if (condition.kind !== 'operation') return prefixed(holds ? '' : 'Not', speakValue(condition));
  const { operator, operands } = condition;
  const [left, right] = operands;
  if (operator === 'not' && left) return speak(left, !holds);
  if (holds && (operator === 'and' || operator === 'or')) return joined(operands, pascalCase(operator));
  const word = words[operator]?.[holds ? 0 : 1];
  if (!word || !left) return undefined;
  if (!right) return suffixed(speakValue(left), word);
  if (left.kind === 'array')
    return suffixed(speakValue(right), prefixed(holds ? 'Is' : 'IsNot', anyOf(left.items)));
  return suffixed(speakValue(left), prefixed(word, speakValue(right)));
}

function joined(conditions: readonly Expression[], word: string): string | undefined {
  const spoken = conditions.map((condition) => speak(condition, true));
  return spoken.includes(undefined) ? undefined : spoken.join(word);
}

/** `isOneOf(job.status, ['FAILED', 'TIMEOUT'])` is StatusIsFailedOrTimeout. */
function anyOf(items: readonly Expression[]): string | undefined {
  const spoken = items.map(speakValue);
  return spoken.includes(undefined) ? undefined : spoken.join('Or');
}

function prefixed(prefix: string, spoken: string | undefined): string | undefined {
  return spoken && prefix + spoken;
}

function suffixed(spoken: string | undefined, suffix: string | undefined): string | undefined {
  return spoken && suffix && spoken + suffix;
}

/** What a value is called: a literal by what it says, a field by its name, a list's length by what it counts. */
export function speakValue(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'literal':
      return pascalCase(String(expression.value));
    case 'source':
      return pascalCase(expression.source.label);
    case 'field':
      return speakPath(expression.path);
    case 'operation':
      return speakOperation(expression.operator, expression.operands[0]);
    default:
      return undefined;
  }
}

/** The last key that is one of the author's own: `Item.paymentId.S` is PaymentId. */
function speakPath(path: Path): string | undefined {
  const keys = path.filter((key) => typeof key === 'string');
  const key = keys.findLast((one, index) => index === 0 || !attributeTypes.test(one));
  return key === undefined ? undefined : pascalCase(key);
}

/** How DynamoDB says of what type a value is, as the integrations spell it. */
const attributeTypes = /^(S|N|B|M|L|Ss|Ns|Bs|Bool|Null)$/;

function speakOperation(operator: Operator, operand: Expression | undefined): string | undefined {
  if (operator === 'orElse') return operand && speakValue(operand);
  if (operator === 'length') return operand && suffixed(speakValue(operand), 'Count');
  return undefined;
}
