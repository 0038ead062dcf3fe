import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import type { Shape } from './shape.ts';

/** How an integration spells the members of a service's structures. */
export type MemberNaming = (apiName: string) => string;

/** The parameters of a task do not fit the operation; the message is in AWS's words. */
export class ParametersError extends Error {
  override readonly name = 'ParametersError';
}

/**
 * Makes the input of an SDK command of a task's parameters: members get the API's names, texts become dates and
 * bytes, JSON becomes text where the API wants one. Null is the same as absent.
 */
export function sdkInput(
  parameters: Json,
  shape: Shape,
  naming: MemberNaming,
): { [member: string]: unknown } {
  if (!isJsonObject(parameters)) throw invalid('Parameters');
  return structureInput(parameters, shape, naming);
}

function structureInput(
  object: JsonObject,
  shape: Shape,
  naming: MemberNaming,
): { [member: string]: unknown } {
  const members = shape.kind === 'structure' ? namedMembers(shape, naming) : new Map<string, NamedMember>();
  const input: { [member: string]: unknown } = {};
  for (const [name, value] of Object.entries(object)) {
    const member = members.get(name);
    if (member === undefined)
      throw new ParametersError(`The field "${name}" is not supported by Step Functions`);
    if (value !== null) input[member.apiName] = inputValue(value, member.shape, { field: name, naming });
  }
  return input;
}

interface NamedMember {
  readonly apiName: string;
  readonly shape: Shape;
}

function namedMembers(
  shape: Extract<Shape, { kind: 'structure' }>,
  naming: MemberNaming,
): ReadonlyMap<string, NamedMember> {
  const members = [...shape.members()].map(
    ([apiName, member]) => [naming(apiName), { apiName, shape: member }] as const,
  );
  return new Map(members);
}

interface Field {
  readonly field: string;
  readonly naming: MemberNaming;
}

function inputValue(value: Json, shape: Shape, at: Field): unknown {
  switch (shape.kind) {
    case 'structure':
      if (!isJsonObject(value)) throw invalid(at.field);
      return structureInput(value, shape, at.naming);
    case 'list':
      if (!Array.isArray(value)) throw invalid(at.field);
      return (value as readonly Json[]).map((element) => inputValue(element, shape.element(), at));
    case 'map':
      if (!isJsonObject(value)) throw invalid(at.field);
      return mapInput(value, shape.value(), at);
    case 'document':
      return value;
    case 'string':
      return textOf(value);
    case 'blob':
      return Buffer.from(textOf(value), 'utf8');
    case 'number':
      return numberOf(value, at.field);
    case 'boolean':
      return booleanOf(value, at.field);
    case 'timestamp':
      return dateOf(value, at.field);
    default:
      return shape satisfies never;
  }
}

function mapInput(object: JsonObject, shape: Shape, at: Field): { [key: string]: unknown } {
  const entries = Object.entries(object).filter(([, value]) => value !== null);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, inputValue(value, shape, { ...at, field: key })]),
  );
}

/** A message may be given as the JSON that it is the text of: SQS MessageBody, SNS Message, EventBridge Detail. */
function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function numberOf(value: Json, field: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) throw invalid(field);
  return number;
}

function booleanOf(value: Json, field: string): boolean {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw invalid(field);
}

/** ISO 8601, or seconds since 1970. */
function dateOf(value: Json, field: string): Date {
  const date =
    typeof value === 'number' ? new Date(value * 1000) : new Date(typeof value === 'string' ? value : '');
  if (Number.isNaN(date.getTime())) throw invalid(field);
  return date;
}

function invalid(field: string): ParametersError {
  return new ParametersError(`The value of the field '${field}' has an invalid format`);
}
