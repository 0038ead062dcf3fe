import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { alternatives } from './error-words.ts';
import { expressionInWords, pathInWords } from './expression-words.ts';

/**
 * A choice rule as a reader says it, in either query language: `amount > 1000 and status is "OPEN"`
 * (states-language.net/spec.html#choice-state). A rule that says nothing intelligible is `unclear condition`.
 */
export function conditionInWords(rule: JsonObject): string {
  const condition = rule['Condition'];
  if (typeof condition === 'boolean') return condition ? 'always' : 'never';
  return typeof condition === 'string' ? expressionInWords(condition) : ruleInWords(rule).text;
}

/** Words with the operator that binds them, so that a caller knows when parentheses are needed. */
interface Phrase {
  readonly text: string;
  readonly binding: 'and' | 'or' | 'single';
}

const unclear: Phrase = { text: 'unclear condition', binding: 'single' };

function ruleInWords(rule: JsonObject): Phrase {
  const { And: all, Or: any, Not: none } = rule;
  if (Array.isArray(all)) return joined(all, 'and');
  if (Array.isArray(any)) return oneOf(any) ?? joined(any, 'or');
  if (isJsonObject(none)) return negated(none);
  return single(comparisonInWords(rule, false) ?? unclear.text);
}

function joined(rules: readonly Json[], binding: 'and' | 'or'): Phrase {
  const all = rules.filter(isJsonObject);
  const phrases = (binding === 'and' ? all.filter(adds) : all).map(ruleInWords);
  const [only, ...others] = phrases;
  if (only === undefined) return unclear;
  if (others.length === 0) return only;
  const texts = phrases.map((phrase) =>
    phrase.binding === 'single' || phrase.binding === binding ? phrase.text : `(${phrase.text})`,
  );
  return { text: texts.join(` ${binding} `), binding };
}

/** `x is present and x > 3` says no more than `x > 3`: a guard of the rules after it is left out. */
function adds(rule: JsonObject, index: number, rules: readonly JsonObject[]): boolean {
  const { Variable: guarded, IsPresent: present } = rule;
  if (present !== true || typeof guarded !== 'string') return true;
  return !rules.slice(index + 1).some(({ Variable: other }) => {
    return typeof other === 'string' && (other === guarded || other.startsWith(`${guarded}.`));
  });
}

/** `size is "S", "M" or "L"`: an Or that compares one variable for equality reads better as a list. */
function oneOf(rules: readonly Json[]): Phrase | undefined {
  const comparisons = rules.filter(isJsonObject);
  const variables = new Set(comparisons.map((rule) => rule['Variable']));
  const values = comparisons.map((rule) => rule['StringEquals'] ?? rule['NumericEquals']);
  const [variable] = variables;
  if (variables.size !== 1 || typeof variable !== 'string' || comparisons.length < 2) return undefined;
  if (values.some((value) => value === undefined)) return undefined;
  const words = alternatives(values.map((value) => JSON.stringify(value)));
  return single(`${pathInWords(variable)} is ${words}`);
}

function negated(rule: JsonObject): Phrase {
  const direct = comparisonInWords(rule, true);
  return single(direct ?? `not (${ruleInWords(rule).text})`);
}

/** `Variable` and one comparison; undefined where the words have no natural negative, or nothing is compared. */
function comparisonInWords(rule: JsonObject, negate: boolean): string | undefined {
  const variable = rule['Variable'];
  const operator = Object.keys(rule).find((field) => verbOf(field) !== undefined);
  if (typeof variable !== 'string' || operator === undefined) return undefined;
  const value = rule[operator];
  const verb =
    operator === 'StringMatches' && typeof value === 'string' && !value.includes('*')
      ? verbOf('StringEquals')
      : verbOf(operator);
  if (value === undefined || verb === undefined) return undefined;
  const words = verb.kind === 'test' ? testInWords(verb, value !== negate) : compareInWords(verb, negate);
  if (words === undefined) return undefined;
  return verb.kind === 'test'
    ? `${pathInWords(variable)} ${words}`
    : `${pathInWords(variable)} ${words} ${operandInWords(operator, value)}`;
}

function operandInWords(operator: string, value: Json): string {
  return operator.endsWith('Path') && typeof value === 'string' ? pathInWords(value) : JSON.stringify(value);
}

type Verb =
  | { readonly kind: 'compare'; readonly positive: string; readonly negative: string }
  | { readonly kind: 'test'; readonly positive: string; readonly negative: string };

const tests: ReadonlyMap<string, Verb> = new Map(
  Object.entries<Verb>({
    IsPresent: { kind: 'test', positive: 'is present', negative: 'is missing' },
    IsNull: { kind: 'test', positive: 'is null', negative: 'is not null' },
    IsString: { kind: 'test', positive: 'is a string', negative: 'is not a string' },
    IsNumeric: { kind: 'test', positive: 'is a number', negative: 'is not a number' },
    IsBoolean: { kind: 'test', positive: 'is a boolean', negative: 'is not a boolean' },
    IsTimestamp: { kind: 'test', positive: 'is a timestamp', negative: 'is not a timestamp' },
  }),
);

/** By what follows the type in an operator's name; timestamps read as times rather than as sizes. */
const comparisons: ReadonlyMap<string, Verb> = new Map(
  Object.entries<Verb>({
    Equals: { kind: 'compare', positive: 'is', negative: 'is not' },
    Matches: { kind: 'compare', positive: 'is like', negative: 'is not like' },
    LessThan: { kind: 'compare', positive: '<', negative: '≥' },
    LessThanEquals: { kind: 'compare', positive: '≤', negative: '>' },
    GreaterThan: { kind: 'compare', positive: '>', negative: '≤' },
    GreaterThanEquals: { kind: 'compare', positive: '≥', negative: '<' },
  }),
);

function verbOf(operator: string): Verb | undefined {
  const relation = /^(?:String|Numeric|Boolean|Timestamp)(.+?)(?:Path)?$/.exec(operator)?.[1] ?? '';
  return tests.get(operator) ?? comparisons.get(relation);
}

function testInWords(verb: Verb, holds: boolean): string {
  return holds ? verb.positive : verb.negative;
}

function compareInWords(verb: Verb, negate: boolean): string {
  return negate ? verb.negative : verb.positive;
}

function single(text: string): Phrase {
  return { text, binding: 'single' };
}
