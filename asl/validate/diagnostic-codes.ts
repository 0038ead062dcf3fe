/** What a diagnostic's code stands for. */
export interface CodeMeaning<Severity = 'ERROR' | 'WARNING' | 'ERROR or WARNING'> {
  /** A code of AWS's errors may also stand for advice. */
  readonly severity: Severity;
  readonly meaning: string;
  /** Where it is asked for: by the service's own API, a document of AWS's, or good practice. */
  readonly source: string;
}

const api = 'AWS';
const specification = 'States Language';
const practice = 'practice';

/**
 * Every code. AWS's are those of the API page, and those for variables and JSONata that the service gives and the page
 * omits (docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html);
 * those of practice are ours: what runs, and yet goes wrong in production.
 */
export const diagnosticCodes = {
  DUPLICATE_LABEL_NAME: error('Two Maps have the same Label.', api),
  DUPLICATE_STATE_NAME: error(
    'Two states of the machine have the same name, however deep they are nested.',
    api,
  ),
  DUPLICATE_VARIABLE_NAME: error('A branch or an iteration sets a variable that is set around it.', api),
  INVALID_JSONATA_EXPRESSION: error('A JSONata expression cannot be read.', api),
  INVALID_JSON_DESCRIPTION: both('The definition is no JSON; or a field stands twice in one object.', api),
  INVALID_LABEL_NAME: error(
    'A Label is empty, longer than 40 characters, or has a character that ARNs cannot have.',
    api,
  ),
  INVALID_STATE_NAME: error('A name is empty, longer than 80 characters, or has a control character.', api),
  INVALID_VARIABLE_NAME: error('A variable’s name is no identifier, or is longer than 80 characters.', api),
  MISSING_DESCRIPTION: error('There is no definition.', api),
  MISSING_END_STATE: both('No state ends the machine; or none ends a branch, which AWS accepts.', api),
  MISSING_TRANSITION_TARGET: error(
    'A transition names no state of its graph, or no transition leads to a state.',
    api,
  ),
  NO_DOLLAR: warning('A template field holds a path, and its name does not end in `.$`.', api),
  NO_PATH: warning('A field holds a path, and its name does not end in `Path`.', api),
  PASS_RESULT_IS_STATIC: warning('A Result holds a path, which is not evaluated.', api),
  POSSIBLY_UNDEFINED_VARIABLE: warning('A variable is read that is not set on every path to the state.', api),
  RESERVED_VARIABLE_NAME: error('Assign sets `states`.', api),
  SCHEMA_VALIDATION_FAILED: error(
    'A field is missing, unknown, of the wrong type or out of its range, or excludes another; a path, a function call or a resource is none.',
    `${api}, ${specification}`,
  ),
  TOO_DEEPLY_NESTED: error('The definition has more than 1,000 levels.', api),
  UNSUPPORTED_JSONATA_EXPRESSION: both(
    'An expression reads or calls what is not there: a bare name, `$$`, `$eval`, `$states.result` before there is one; or begins with `$`.',
    api,
  ),
  BLANKET_RETRY: warning('Final errors are retried too.', practice),
  CATCH_LOSES_INPUT: warning('The error output replaces an input that a later state needs.', practice),
  EMBEDDED_EXPRESSION: warning(
    '`{% %}` stands within a text, and is not evaluated.',
    'Transforming data with JSONata',
  ),
  EXPRESS_DURATION: warning(
    'An Express execution is told to last longer than five minutes.',
    'Service quotas',
  ),
  FIELD_WITHOUT_EFFECT: warning('A field does nothing beside the others.', 'Map state'),
  FORMAT_MISMATCH: warning('States.Format has more or fewer values than `{}`.', specification),
  HISTORY_LIMIT: warning(
    'Within TimeoutSeconds a loop may go round so often that the history is full.',
    'Service quotas',
  ),
  JSONATA_IN_JSONPATH: warning('`{% %}` stands in a state whose language is JSONPath.', practice),
  JSONPATH_IN_JSONATA: warning(
    'A path or a name with `.$` stands in a state whose language is JSONata.',
    practice,
  ),
  MISPLACED_FIELD: warning('QueryLanguage stands among the states instead of beside them.', practice),
  MISSING_FAILURE_TOLERANCE: warning('A Distributed Map does not say how many items may fail.', practice),
  MISSING_MACHINE_TIMEOUT: warning(
    'A Standard machine has no TimeoutSeconds: an execution may run for a year.',
    'Service quotas',
  ),
  MISSING_TASK_TIMEOUT: warning('A Task that waits for work has no TimeoutSeconds.', practice),
  PAYLOAD_LIMIT: warning('The definition itself holds more data than a state may hand on.', 'Service quotas'),
  RETRY_WITHOUT_CAP: warning(
    'The delays of a retrier grow beyond two minutes, and have no MaxDelaySeconds.',
    practice,
  ),
  RETRY_WITHOUT_JITTER: warning('Executions that failed together are retried together.', practice),
  RETRY_WITHOUT_PAUSE: warning('A retrier waits no time at all.', specification),
  TOKEN_NOT_HANDED_OUT: warning(
    'A Task waits for an answer, and gives nobody the token to answer with.',
    practice,
  ),
  UNBOUNDED_LOOP: warning('A loop has no counter and no deadline.', 'Service quotas'),
  UNBOUNDED_TASK_TOKEN: warning(
    'A Task waits for an answer without TimeoutSeconds and HeartbeatSeconds.',
    practice,
  ),
  UNKNOWN_CONTEXT_FIELD: warning(
    'A path leads to what the context object does not have there.',
    'Context object',
  ),
  UNKNOWN_ERROR_NAME: warning(
    'An error name begins with `States.` and is none of the reserved ones.',
    specification,
  ),
  UNPRODUCED_PATH: warning('A path leads to what no earlier state produces.', practice),
  UNREACHABLE_HANDLER: warning(
    'A retrier or a catcher stands behind others that take all its errors.',
    specification,
  ),
  UNREADABLE_FILTER: warning(
    'The filter of a path cannot be read, and fails when it is evaluated.',
    practice,
  ),
  UNUSABLE_ARGUMENT: warning(
    'An argument of an intrinsic function is none that it takes.',
    'Intrinsic functions',
  ),
  UNUSED_VARIABLE: warning('A variable is set and never read.', practice),
} as const satisfies { readonly [code: string]: CodeMeaning };

type CodeOf<Severity> = {
  [Code in keyof typeof diagnosticCodes]: (typeof diagnosticCodes)[Code]['severity'] extends Severity
    ? Code
    : never;
}[keyof typeof diagnosticCodes];

export type ErrorCode = CodeOf<'ERROR' | 'ERROR or WARNING'>;
export type WarningCode = CodeOf<'WARNING' | 'ERROR or WARNING'>;

function error(meaning: string, source: string): CodeMeaning<'ERROR'> {
  return { severity: 'ERROR', meaning, source };
}

function warning(meaning: string, source: string): CodeMeaning<'WARNING'> {
  return { severity: 'WARNING', meaning, source };
}

function both(meaning: string, source: string): CodeMeaning<'ERROR or WARNING'> {
  return { severity: 'ERROR or WARNING', meaning, source };
}
