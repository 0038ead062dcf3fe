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

/**
 * AWS's codes are those of the API page, and those for variables and JSONata that the service gives and the page omits.
 * docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html
 */
export type DiagnosticCode = AwsCode | AdviceCode;

type AwsCode =
  | 'DUPLICATE_LABEL_NAME'
  | 'DUPLICATE_STATE_NAME'
  | 'DUPLICATE_VARIABLE_NAME'
  | 'INVALID_JSONATA_EXPRESSION'
  | 'INVALID_JSON_DESCRIPTION'
  | 'INVALID_LABEL_NAME'
  | 'INVALID_STATE_NAME'
  | 'INVALID_VARIABLE_NAME'
  | 'MISSING_DESCRIPTION'
  | 'MISSING_END_STATE'
  | 'MISSING_TRANSITION_TARGET'
  | 'NO_DOLLAR'
  | 'NO_PATH'
  | 'PASS_RESULT_IS_STATIC'
  | 'POSSIBLY_UNDEFINED_VARIABLE'
  | 'RESERVED_VARIABLE_NAME'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'TOO_DEEPLY_NESTED'
  | 'UNSUPPORTED_JSONATA_EXPRESSION';

/** Our own warnings: what runs, and yet goes wrong in production. */
type AdviceCode =
  | 'BLANKET_RETRY'
  | 'CATCH_LOSES_INPUT'
  | 'EMBEDDED_EXPRESSION'
  | 'FIELD_WITHOUT_EFFECT'
  | 'FORMAT_MISMATCH'
  | 'JSONATA_IN_JSONPATH'
  | 'MISSING_FAILURE_TOLERANCE'
  | 'MISSING_MACHINE_TIMEOUT'
  | 'MISPLACED_FIELD'
  | 'MISSING_TASK_TIMEOUT'
  | 'RETRY_WITHOUT_CAP'
  | 'RETRY_WITHOUT_JITTER'
  | 'RETRY_WITHOUT_PAUSE'
  | 'UNBOUNDED_LOOP'
  | 'UNBOUNDED_TASK_TOKEN'
  | 'UNKNOWN_ERROR_NAME'
  | 'UNPRODUCED_PATH'
  | 'UNREADABLE_FILTER'
  | 'UNUSED_VARIABLE';

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
