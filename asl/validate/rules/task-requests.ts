import { isJsonata } from '../../expressions/jsonata/compile.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { Machine, State } from '../machine.ts';
import { isIntegration, requiredRequestFields } from '../optimized-integrations.ts';
import { at } from '../place.ts';
import { isPlaceholder } from '../placeholder.ts';
import { parseResource } from '../resource.ts';
import { type Finding, schemaError } from '../rule.ts';

/** A call to a service carries its request, with the fields that it cannot do without; Credentials name a role. */
export function* taskRequests(machine: Machine): Iterable<Finding> {
  for (const state of machine.states) {
    const { type, fields } = state;
    if (type !== 'Task') continue;
    if (typeof fields['Resource'] === 'string') yield* wrongRequest(state, fields['Resource']);
    if (isJsonObject(fields['Credentials'])) yield* wrongCredentials(state, fields['Credentials']);
  }
}

function* wrongRequest({ fields, language, place }: State, text: string): Iterable<Finding> {
  const resource = parseResource(text);
  // What is no integration is found by another rule.
  if (resource.type !== 'integration' || resource.service === 'aws-sdk' || !isIntegration(resource)) return;
  const name = language === 'JSONata' ? 'Arguments' : 'Parameters';
  const required = requiredRequestFields.get(`${resource.service}:${resource.action}`) ?? [];
  const request: Json | undefined = fields[name];
  // In the other language's field it is found by another rule.
  if (request === undefined && fields['Parameters'] === undefined && fields['Arguments'] === undefined) {
    yield schemaError(`${name} field is required for resource ARN: ${text}`, place);
  } else if (isJsonObject(request)) {
    for (const field of required) {
      if (!has(request, field)) yield missing(field, at(place, name));
    }
  }
}

function* wrongCredentials({ fields, place }: State, credentials: JsonObject): Iterable<Finding> {
  const { Resource: resource } = fields;
  if (typeof resource === 'string' && parseResource(resource).type === 'activity') {
    yield schemaError("The field 'Credentials' is not supported for activities", at(place, 'Credentials'));
  } else if (!has(credentials, 'RoleArn')) {
    yield missing('RoleArn', at(place, 'Credentials'));
  } else if (Object.hasOwn(credentials, 'RoleArn') && !mayBeArn(credentials['RoleArn'])) {
    yield schemaError('Value is not a valid role ARN', at(place, 'Credentials', 'RoleArn'));
  }
}

/** What is computed when it runs, or filled in at deployment, may become one. */
function mayBeArn(value: Json | undefined): boolean {
  return (
    typeof value === 'string' && (/^arn:[^:]+:iam::/.test(value) || isJsonata(value) || isPlaceholder(value))
  );
}

function has(fields: JsonObject, name: string): boolean {
  return Object.hasOwn(fields, name) || Object.hasOwn(fields, `${name}.$`);
}

function missing(field: string, place: Parameters<typeof schemaError>[1]): Finding {
  return schemaError(`The field '${field}' is required but was missing`, place);
}
