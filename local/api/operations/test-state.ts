import { z } from 'zod';
import type { Json, JsonObject } from '../../../asl/json.ts';
import { parseJson } from '../../../asl/parse-json.ts';
import type { Engine } from '../../engine/engine.ts';
import { parseExecutionInput } from '../execution-input.ts';
import { checkRoleArn } from '../machine-configuration.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';
import { inspectExchange } from '../state-test/exchange-inspection.ts';
import { inspect } from '../state-test/inspection.ts';
import { checkMock, readMock } from '../state-test/mock-check.ts';
import { checkMockSchema } from '../state-test/mock-schema.ts';
import { findTestedState } from '../state-test/tested-state.ts';
import { runTrial } from '../state-test/trial.ts';
import { parseContext, parseVariables } from '../state-test/trial-context.ts';
import type { TrialOutcome } from '../state-test/trial-outcome.ts';
import type { TrialSetting } from '../state-test/trial-setting.ts';

const stateName = z.string().min(1).max(80);

export const testStateInput = z.object({
  definition: shapes.definition,
  roleArn: shapes.arn.optional(),
  input: shapes.data.optional(),
  inspectionLevel: z.enum(['INFO', 'DEBUG', 'TRACE']).optional(),
  revealSecrets: z.boolean().optional(),
  variables: shapes.data.optional(),
  stateName: stateName.optional(),
  mock: z
    .object({
      result: shapes.data.optional(),
      errorOutput: z.object({ error: shapes.error.optional(), cause: shapes.cause.optional() }).optional(),
      fieldValidationMode: z.enum(['STRICT', 'PRESENT', 'NONE']).optional(),
    })
    .optional(),
  context: shapes.data.optional(),
  stateConfiguration: z
    .object({
      retrierRetryCount: z.int().min(0).optional(),
      errorCausedByState: stateName.optional(),
      mapIterationFailureCount: z.int().min(0).optional(),
      mapItemReaderData: shapes.data.optional(),
    })
    .optional(),
});

export type TestStateInput = z.output<typeof testStateInput>;

/**
 * Runs one state by itself, on a mocked result or for real. Differs from AWS: a Wait does not wait.
 * docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 */
export async function testState(
  engine: Engine,
  request: TestStateInput,
  signal: AbortSignal,
): Promise<Output> {
  const tested = findTestedState(request.definition, request.stateName);
  checkMock(tested.state, request);
  if (request.roleArn !== undefined) checkRoleArn(request.roleArn);
  const mock = readMock(request);
  if (mock?.type === 'result') {
    const mode = request.mock?.fieldValidationMode ?? 'STRICT';
    checkMockSchema(tested.state, mock.result, { mode, models: engine.serviceModels });
  }
  const setting = {
    tested,
    input: parseExecutionInput(request.input),
    variables: parseVariables(request.variables),
    context: parseContext(request.context),
    roleArn: request.roleArn ?? null,
    mock,
    retriesBefore: request.stateConfiguration?.retrierRetryCount ?? 0,
    failedIterations: request.stateConfiguration?.mapIterationFailureCount ?? 0,
    itemReaderData: parseItems(request.stateConfiguration?.mapItemReaderData),
  };
  const outcome = await runTrial(engine, setting, signal);
  const inspectionData = inspectionOf(setting, outcome, request.inspectionLevel ?? 'INFO');
  return { ...answer(outcome), ...(inspectionData && { inspectionData }) };
}

function inspectionOf(
  setting: TrialSetting,
  outcome: TrialOutcome,
  level: NonNullable<TestStateInput['inspectionLevel']>,
): JsonObject | undefined {
  if (level === 'INFO') return undefined;
  const steps = texts(inspect(setting, outcome));
  return level === 'TRACE' && outcome.exchange ? { ...steps, ...inspectExchange(outcome.exchange) } : steps;
}

/** What is no JSON is a file of another form, of which the trial shows nothing. */
function parseItems(text = ''): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function answer({ status, output, error, cause, nextState }: TrialOutcome): Output {
  return {
    status,
    output: output === undefined ? undefined : JSON.stringify(output),
    error,
    cause,
    nextState,
  };
}

/** Members that are no JSON texts: numbers, and the details of an error. */
const plainMembers: ReadonlySet<string> = new Set([
  'errorDetails',
  'maxConcurrency',
  'toleratedFailureCount',
  'toleratedFailurePercentage',
]);

function texts(inspection: { readonly [member: string]: Json | undefined }): JsonObject {
  const known = Object.entries(inspection).flatMap(([member, value]): [string, Json][] => {
    if (value === undefined) return [];
    return [[member, plainMembers.has(member) ? value : JSON.stringify(value)]];
  });
  return Object.fromEntries(known);
}
