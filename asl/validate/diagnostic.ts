import type { ErrorCode, WarningCode } from './diagnostic-codes.ts';

/** One thing that is wrong with a definition, or that will cause trouble when it runs. */
export interface Diagnostic {
  /** CreateStateMachine refuses a definition with an ERROR; a WARNING says what to do better. */
  readonly severity: 'ERROR' | 'WARNING';
  /** AWS's code where it has one, else one of ours. */
  readonly code: DiagnosticCode;
  readonly message: string;
  /** JSON pointer (RFC 6901) to the offending field, or to the object that lacks one; `''` is the whole document. */
  readonly pointer: string;
  /** The place as AWS spells it, `/States/A/Choices[0]/Next`; absent where AWS names none. */
  readonly location?: string;
  /** The name of the state that the place is in. */
  readonly state?: string;
  /** The rule that found it, as `rules.ts` names it. */
  readonly rule: string;
}

export type DiagnosticCode = ErrorCode | WarningCode;

/**
 * The message of the InvalidDefinition error with which CreateStateMachine and UpdateStateMachine refuse a
 * definition; undefined when there is no error in it. A diagnostic without a location is given "at null", as AWS does.
 */
export function invalidDefinitionMessage(diagnostics: readonly Diagnostic[]): string | undefined {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'ERROR');
  if (errors.length === 0) return undefined;
  const texts = errors.map(({ code, message, location }) => `${code}: ${message} at ${location ?? 'null'}`);
  return `Invalid State Machine Definition: '${texts.join(', ')}'`;
}
