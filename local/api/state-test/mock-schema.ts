import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { ApiError } from '../../engine/api-error.ts';
import { parseResource } from '../../engine/compile/task.ts';
import type { ServiceModels } from '../../engine/ports.ts';
import type { ResultShape } from '../../engine/result-shape.ts';

/** STRICT unless the request says otherwise; PRESENT forgives what is missing. */
export type FieldValidationMode = 'STRICT' | 'PRESENT' | 'NONE';

/**
 * Compares a mocked result with the API model of the task's service. A field that the model does not have is let
 * pass, in any spelling. Throws ValidationException.
 *
 * Differs from AWS: enumerations and limits are not compared, nor services whose client is not installed.
 * Source: docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html
 */
export function checkMockSchema(
  { Type, Resource }: JsonObject,
  result: Json,
  { mode, models }: { readonly mode: FieldValidationMode; readonly models: ServiceModels | undefined },
): void {
  if (mode === 'NONE' || Type !== 'Task' || typeof Resource !== 'string') return;
  const shape = models?.resultShape(parseResource(Resource));
  if (shape?.kind === 'structure' && isJsonObject(result)) checkStructure(result, shape, mode);
}

function checkStructure(
  value: JsonObject,
  { members, required }: Extract<ResultShape, { readonly kind: 'structure' }>,
  mode: FieldValidationMode,
): void {
  const missing = mode === 'STRICT' ? required.find((name) => value[name] === undefined) : undefined;
  if (missing !== undefined) throw invalid(`Required field '${missing}' is missing`);
  for (const [name, shape] of members()) {
    const member = value[name];
    if (member !== undefined && member !== null) checkField(name, member, { shape, mode });
  }
}

/** `name` is that of the nearest member. */
function checkField(
  name: string,
  value: Json,
  { shape, mode }: { readonly shape: ResultShape; readonly mode: FieldValidationMode },
): void {
  switch (shape.kind) {
    case 'structure':
      if (!isJsonObject(value)) throw invalid(`Field '${name}' must be an object`);
      return checkStructure(value, shape, mode);
    case 'list':
      if (!Array.isArray(value)) throw invalid(`Field '${name}' must be an array`);
      for (const element of value) checkField(name, element, { shape: shape.element(), mode });
      return undefined;
    case 'map':
      if (!isJsonObject(value)) throw invalid(`Field '${name}' must be an object`);
      for (const each of Object.values(value)) checkField(name, each, { shape: shape.value(), mode });
      return undefined;
    case 'any':
      return undefined;
    default:
      if (typeof value !== shape.kind) throw invalid(`Field '${name}' must be a ${shape.kind}`);
      return undefined;
  }
}

function invalid(reason: string): ApiError {
  return new ApiError('ValidationException', `Mock result schema validation error: ${reason}`);
}
