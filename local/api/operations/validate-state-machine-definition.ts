import { z } from 'zod';
import type { Diagnostic } from '../../../asl/validate/diagnostic.ts';
import { validate } from '../../../asl/validate/validate.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';

export const validateStateMachineDefinitionInput = z.object({
  definition: shapes.definition,
  type: shapes.stateMachineType.optional(),
  /** The least severity to answer: WARNING takes in the errors. */
  severity: z.enum(['ERROR', 'WARNING']).optional(),
  maxResults: z.int().min(0).max(100).optional(),
});

const diagnosticsMax = 100;

/** docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html */
export function validateStateMachineDefinition(
  _engine: Engine,
  input: z.output<typeof validateStateMachineDefinitionInput>,
): Output {
  const found = validate(input.definition, { type: input.type ?? 'STANDARD' });
  const asked = found.filter(({ severity }) => severity === 'ERROR' || input.severity === 'WARNING');
  const answered = asked.slice(0, input.maxResults || diagnosticsMax);
  return {
    result: found.some(({ severity }) => severity === 'ERROR') ? 'FAIL' : 'OK',
    diagnostics: answered.map(describe),
    truncated: answered.length < asked.length,
  };
}

function describe({ severity, code, message, location }: Diagnostic): Output {
  return { severity, code, message, location };
}
