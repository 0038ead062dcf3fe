import type { Diagnostic } from '../../../asl/validate/diagnostic.ts';

/** AWS's message about text that is no JSON quotes all of it; a person needs only the place. */
export function plainMessage({ message }: Pick<Diagnostic, 'message'>): string {
  return message.replace(/\n at \[Source: .*; line: (\d+), column: (\d+)\]$/s, ' (line $1, column $2)');
}
