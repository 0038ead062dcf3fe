import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { ApiError } from '../../engine/api-error.ts';
import type { Failure } from '../../engine/error-matching.ts';
import { parseJsonText } from '../json-text.ts';
import { listOf } from './tested-state.ts';

/** What stands in for the work of a state. */
export type Mock =
  | { readonly type: 'result'; readonly result: Json }
  | { readonly type: 'error'; readonly failure: Failure };

/** The members of a TestState request that bear on a mock. */
interface MockRequest {
  readonly roleArn?: string | undefined;
  readonly revealSecrets?: boolean | undefined;
  readonly context?: string | undefined;
  readonly mock?:
    | {
        readonly result?: string | undefined;
        readonly errorOutput?:
          | { readonly error?: string | undefined; readonly cause?: string | undefined }
          | undefined;
      }
    | undefined;
  readonly stateConfiguration?: { readonly mapIterationFailureCount?: number | undefined } | undefined;
}

/** The states that do work, which may be mocked; the others compute, and are tested as they are. */
const mockable: ReadonlySet<string> = new Set(['Task', 'Map', 'Parallel']);

/**
 * Throws unless request and state fit together: which states need a mock, which refuse one, and what a mock
 * must look like (docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html).
 */
export function checkMock(state: JsonObject, request: MockRequest): void {
  if (request.mock === undefined) checkUnmocked(state, request);
  else checkMocked(state, request, request.mock);
}

function checkUnmocked(state: JsonObject, request: MockRequest): void {
  if (request.stateConfiguration?.mapIterationFailureCount !== undefined) {
    throw invalid('TestState does not support MapIterationFailureCount when a mock is not specified.');
  }
  if (state['Type'] === 'Map' || state['Type'] === 'Parallel') {
    throw new ApiError(
      'InvalidDefinition',
      'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    );
  }
  if (request.context !== undefined) {
    throw invalid('TestState does not support a Context object when a mock is not specified.');
  }
  if (state['Type'] === 'Task' && request.roleArn === undefined) {
    throw invalid('RoleArn must be specified when testing a Task state');
  }
}

function checkMocked(state: JsonObject, request: MockRequest, mock: NonNullable<MockRequest['mock']>): void {
  const { Type } = state;
  if (typeof Type === 'string' && !mockable.has(Type)) {
    throw invalid(`State type '${Type}' is not supported when a mock is specified`);
  }
  if ((mock.result === undefined) === (mock.errorOutput === undefined)) {
    throw invalid('A test mock should have only one of the following fields: [result, errorOutput].');
  }
  if (request.revealSecrets) {
    throw invalid('TestState does not support RevealSecrets when a mock is specified.');
  }
  if (mock.result !== undefined) checkResult(state, parseResult(mock.result), request);
}

function checkResult(state: JsonObject, result: Json, { stateConfiguration }: MockRequest): void {
  if (state['Type'] === 'Task') return;
  if (state['Type'] === 'Map' && state['ResultWriter'] !== undefined) {
    if (!isJsonObject(result)) throw invalid('Mocked result must be a JSON object.');
    return;
  }
  if (!Array.isArray(result)) throw invalid('Mocked result must be an array.');
  if (state['Type'] === 'Parallel' && result.length !== listOf(state['Branches']).length) {
    throw invalid('Mocked result must contain the same number of items as number of Parallel branches.');
  }
  if ((stateConfiguration?.mapIterationFailureCount ?? 0) > result.length) {
    throw invalid('Map iteration failure count must be less than or equal to the number of Map iterations');
  }
}

/** The mock of a request that `checkMock` has accepted. */
export function readMock({ mock }: MockRequest): Mock | undefined {
  if (mock?.result !== undefined) return { type: 'result', result: parseResult(mock.result) };
  if (mock?.errorOutput === undefined) return undefined;
  const { error, cause } = mock.errorOutput;
  return { type: 'error', failure: { error, cause } };
}

function parseResult(text: string): Json {
  const parsed = parseJsonText(text);
  if (!parsed.valid) throw invalid(`Mocked result is not valid JSON: ${parsed.reason}`);
  return parsed.value;
}

function invalid(message: string): ApiError {
  return new ApiError('ValidationException', message);
}
