import type { RunningExecution } from './running-execution.ts';

/**
 * A token that names one task of one execution and cannot be guessed from another. Deterministic: a replayed
 * execution waits for the same token that was sent out before.
 */
export function makeTaskToken(execution: RunningExecution, taskId: number): string {
  const text = `${execution.start.arn}#${taskId}#${execution.random.hex(4)}`;
  return Buffer.from(text, 'utf8').toString('base64').slice(0, taskTokenCharactersMax);
}

/** API model: TaskToken. */
const taskTokenCharactersMax = 2_048;
