import type { Json } from '../../asl/json.ts';
import { ApiError } from '../engine/api-error.ts';
import { parseJsonText } from './json-text.ts';

/** Absent means an empty object; an empty text is refused. Throws InvalidExecutionInput. */
export function parseExecutionInput(text: string | undefined): Json {
  if (text === undefined) return {};
  if (text === '') throw invalid('Invalid execution input.');
  const parsed = parseJsonText(text);
  if (!parsed.valid) throw invalid(parsed.reason);
  return parsed.value;
}

function invalid(reason: string): ApiError {
  return new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`);
}
