import type { z } from 'zod';
import { ApiError } from '../engine/api-error.ts';

/**
 * The protocol's own checks, before any operation sees the input: a member of the wrong type is a
 * SerializationException; members outside their constraints make one ValidationException together, in the
 * service's words. A member that is null counts as absent.
 */
export function checkConstraints<Shape extends z.ZodType>(shape: Shape, body: unknown): z.output<Shape> {
  const input = hasNulls(body) ? withoutNulls(body) : body;
  const parsed = shape.safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const wrongType = issues.find(isWrongType);
  if (wrongType !== undefined) throw serializationError(wrongType);
  const count = `${issues.length} validation error${issues.length === 1 ? '' : 's'} detected`;
  throw new ApiError('ValidationException', `${count}: ${issues.map(describe).join('; ')}`);
}

type Issue = z.core.$ZodIssue;

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(present.map(([name, member]) => [name, withoutNulls(member)]));
}

function hasNulls(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((member) => member === null || hasNulls(member));
}

function isWrongType(issue: Issue): boolean {
  if (issue.input === undefined) return false;
  return issue.code === 'invalid_type' || (issue.code === 'invalid_value' && typeof issue.input !== 'string');
}

function serializationError(issue: Issue): ApiError {
  const expected = issue.code === 'invalid_type' ? typeNames[issue.expected] : 'String';
  const message =
    typeof issue.input === 'object'
      ? `${Array.isArray(issue.input) ? 'Start of list' : 'Start of structure or map'} found where not expected.`
      : `${valueKind(issue.input)} can not be converted to ${expected ?? 'a structure'}`;
  return new ApiError('SerializationException', message);
}

const typeNames: { readonly [expected: string]: string } = {
  string: 'String',
  int: 'Integer',
  number: 'Integer',
  boolean: 'Boolean',
  array: 'a list',
};

function valueKind(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  if (typeof value === 'number') return Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
  return 'STRING_VALUE';
}

function describe(issue: Issue): string {
  return `Value ${shown(issue)}at '${place(issue.path)}' failed to satisfy constraint: ${constraint(issue)}`;
}

/** Members that the model marks as sensitive are never repeated in a message. */
const sensitive: ReadonlySet<PropertyKey | undefined> = new Set([
  'definition',
  'input',
  'output',
  'error',
  'cause',
  'description',
  'versionDescription',
  'stateName',
  'variables',
  'context',
  'result',
]);

function shown(issue: Issue): string {
  if (issue.input === undefined) return 'null ';
  if (sensitive.has(issue.path.at(-1))) return '';
  return `'${typeof issue.input === 'string' ? issue.input : JSON.stringify(issue.input)}' `;
}

/** `tags.1.member.key`: list elements count from one. */
function place(path: readonly PropertyKey[]): string {
  return path.map((key) => (typeof key === 'number' ? `${key + 1}.member` : String(key))).join('.');
}

function constraint(issue: Issue): string {
  switch (issue.code) {
    case 'too_big':
      return `Member must have ${measure(issue.origin)} less than or equal to ${issue.maximum}`;
    case 'too_small':
      return `Member must have ${measure(issue.origin)} greater than or equal to ${issue.minimum}`;
    case 'invalid_value':
      return issue.input === undefined
        ? notNull
        : `Member must satisfy enum value set: [${issue.values.map(String).join(', ')}]`;
    case 'invalid_format':
      return `Member must satisfy regular expression pattern: ${sourceOf(issue.pattern)}`;
    default:
      return notNull;
  }
}

const notNull = 'Member must not be null';

function measure(origin: string): string {
  return origin === 'string' || origin === 'array' ? 'length' : 'value';
}

function sourceOf(pattern: string | undefined): string {
  return (pattern ?? '').replace(/^\/(.*)\/\w*$/s, '$1');
}
