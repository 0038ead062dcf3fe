/** Written by hand, eighty columns wide. */
export const overview = `\
Stateyard: AWS Step Functions on your own machine

  stateyard dev                serve the project's workflows, with photos
  stateyard local              serve the Step Functions API, for any SDK
  stateyard list               the workflows
  stateyard start WORKFLOW     run one, and watch it
  stateyard list WORKFLOW      its executions
  stateyard describe WHAT      a workflow, or an execution
  stateyard history EXECUTION  everything that happened
  stateyard stop EXECUTION     end it now
  stateyard help COMMAND       more about a command
  stateyard --version

The commands below 'local' talk to http://127.0.0.1:8083 unless --endpoint or
AWS_ENDPOINT_URL_SFN says otherwise. --json prints JSON for scripts.
Exit codes: 0 done, 1 what was asked about failed, 2 wrong usage.`;

const executionNames = `\
An EXECUTION is an ARN, WORKFLOW/NAME, or WORKFLOW alone for its latest one.`;

const clientFlags = `\
  --endpoint URL    where the API is (http://127.0.0.1:8083)
  --region REGION   for an endpoint of AWS itself (us-east-1)
  --json            JSON on the standard output, and nothing else`;

export const helpTexts: ReadonlyMap<string, string> = new Map([
  [
    'dev',
    `\
stateyard dev [PATH ...] [flags]

Serves the project's workflows with S3 and DynamoDB stand-ins in this process.
Each PATH, a photo or a folder of photos, goes through ImageRecognition first:
type, EXIF, labels, thumbnails, a record. 'npm start' is 'dev --samples'.

  --samples         the project's own photos, where no PATH is given
  --once            end after the photos; then the port is a free one
  --out DIR         where thumbnails and records land (out/photos)
  --json            with --once: the records as JSON, and nothing else
  --port N          8083; 0 takes a free one
  --host ADDRESS    127.0.0.1

Rekognition's answers are mocked unless AWS_ENDPOINT_URL_REKOGNITION or
AWS_ENDPOINT_URL says whom to ask; the latter, or AWS_ENDPOINT_URL_S3 and
AWS_ENDPOINT_URL_DYNAMODB, also replace the stand-ins. A photo that fails is
shown with its error; the exit code is 0 all the same.`,
  ],
  [
    'local',
    `\
stateyard local [flags]

Serves the Step Functions API on one port, with nothing registered. The flags
and variables are those of Step Functions Local; a flag wins over its variable.

  --port N                   8083; 0 takes a free one
  --host ADDRESS             127.0.0.1
  --account ID               123456789012               AWS_ACCOUNT_ID
  --region REGION            us-east-1                  AWS_DEFAULT_REGION
  --wait-time-scale FACTOR   of waits and retries (1)   WAIT_TIME_SCALE
  --mock-config FILE         mocked answers of tasks    SFN_MOCK_CONFIG

Where tasks find their services:

  --endpoint-url URL              AWS_ENDPOINT_URL, for every service
  --lambda-endpoint URL           LAMBDA_ENDPOINT
  --sqs-endpoint URL              SQS_ENDPOINT
  --sns-endpoint URL              SNS_ENDPOINT
  --dynamodb-endpoint URL         DYNAMODB_ENDPOINT
  --eventbridge-endpoint URL      EVENTBRIDGE_ENDPOINT
  --step-functions-endpoint URL   STEP_FUNCTIONS_ENDPOINT
  --athena-endpoint URL           ATHENA_ENDPOINT
  --batch-endpoint URL            BATCH_ENDPOINT
  --ecs-endpoint URL              ECS_ENDPOINT
  --glue-endpoint URL             GLUE_ENDPOINT
  --sagemaker-endpoint URL        SAGE_MAKER_ENDPOINT

Prints 'Stateyard is listening on http://127.0.0.1:8083' when it is ready.
Ctrl-C ends it. Nothing is kept.`,
  ],
  [
    'start',
    `\
stateyard start WORKFLOW [flags]

Starts an execution of a workflow, named by its name or ARN, and shows every
event until it ends. Exit code 1 when it does not succeed.

  --input JSON      the input; @FILE reads a file, - the standard input ({})
  --name NAME       the execution's name (one is made up)
  --no-wait         answer at once with the execution's ARN
${clientFlags}

With --json: { executionArn, name, status, startDate, stopDate, input, output,
error, cause }, input and output as values. An Express workflow shows no events.`,
  ],
  [
    'list',
    `\
stateyard list [WORKFLOW] [flags]

Without WORKFLOW: the workflows. With it: its executions, the latest first.

  --status STATUS   only RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED ones
  --limit N         at most so many (100)
${clientFlags}`,
  ],
  [
    'describe',
    `\
stateyard describe WHAT [flags]

WHAT is a workflow's name or ARN, or an execution: WORKFLOW/NAME or its ARN.

${clientFlags}`,
  ],
  [
    'history',
    `\
stateyard history EXECUTION [flags]

Every event of an execution, in order.
${executionNames}

${clientFlags}

With --json: the events as GetExecutionHistory gives them.`,
  ],
  [
    'stop',
    `\
stateyard stop EXECUTION [flags]

Ends a running execution; its status becomes ABORTED.
${executionNames}

  --error NAME      an error to record
  --cause TEXT      and its cause
${clientFlags}`,
  ],
  ['help', overview],
]);
