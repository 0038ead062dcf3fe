import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { ApiError } from '../../engine/api-error.ts';
import { parseJsonText } from '../json-text.ts';

/** What a given context object may hold (API_TestState.html, context). */
const allowed: { readonly [field: string]: ReadonlySet<string> } = {
  Execution: new Set(['Id', 'Input', 'Name', 'RoleArn', 'StartTime', 'RedriveCount', 'RedriveTime']),
  State: new Set(['EnteredTime', 'Name', 'RetryCount']),
  StateMachine: new Set(['Id', 'Name']),
  Task: new Set(['Token']),
};

/** Throws ValidationException. */
export function parseContext(text: string | undefined): JsonObject | undefined {
  if (text === undefined) return undefined;
  const context = objectOf(text, 'Invalid Context object provided');
  for (const [field, value] of Object.entries(context)) {
    if (field === 'Map') throw invalid("'Map' field is not supported when mocking a Context object");
    const inner = Object.hasOwn(allowed, field) ? allowed[field] : undefined;
    if (inner === undefined) throw invalid(`Field '${field}' is not allowed`);
    const stranger = Object.keys(isJsonObject(value) ? value : {}).find((name) => !inner.has(name));
    if (stranger !== undefined) throw invalid(`Field '${stranger}' is not allowed`);
  }
  return context;
}

/** Throws ValidationException. */
export function parseVariables(text: string | undefined): JsonObject {
  if (text === undefined) return {};
  const variables = objectOf(text, 'Invalid variables provided');
  const wrong = Object.keys(variables).find((name) => !variableName.test(name));
  if (wrong === undefined) return variables;
  throw new ApiError(
    'ValidationException',
    `Invalid variables provided: Invalid variable name '${wrong}': the variable name contains invalid characters.`,
  );
}

/** docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html: the names that Assign may use. */
const variableName = /^\p{ID_Start}\p{ID_Continue}*$/u;

function objectOf(text: string, complaint: string): JsonObject {
  const parsed = parseJsonText(text);
  const value: Json | undefined = parsed.valid ? parsed.value : undefined;
  if (isJsonObject(value)) return value;
  throw new ApiError('ValidationException', `${complaint}: must be a JSON object`);
}

function invalid(reason: string): ApiError {
  return new ApiError('ValidationException', `Invalid Context object provided: ${reason}`);
}
