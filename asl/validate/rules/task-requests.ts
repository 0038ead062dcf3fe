import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { Machine, State } from '../machine.ts';
import { requiredRequestFields } from '../optimized-integrations.ts';
import { at } from '../place.ts';
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
  if (resource.type !== 'integration' || resource.service === 'aws-sdk') return;
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
  }
}

function has(fields: JsonObject, name: string): boolean {
  return Object.hasOwn(fields, name) || Object.hasOwn(fields, `${name}.$`);
}

function missing(field: string, place: Parameters<typeof schemaError>[1]): Finding {
  return schemaError(`The field '${field}' is required but was missing`, place);
}
