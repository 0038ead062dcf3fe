/** Written by hand, eighty columns wide. */
export const overview = `\
Stateyard: AWS Step Functions on your own machine

  stateyard dev [MODULE]            serve the project's workflows, or a module's
  stateyard local                   serve the Step Functions API for any SDK
  stateyard lambda [MODULE]         serve the task functions for another engine

Executions, while dev or local runs:

  stateyard list                    the workflows
  stateyard start WORKFLOW          run one, or a module's, and watch it
  stateyard list WORKFLOW           its executions
  stateyard describe WHAT           a workflow, or an execution
  stateyard history EXECUTION       everything that happened
  stateyard stop EXECUTION          end it now
  stateyard redrive EXECUTION       run on from where it failed
  stateyard respond TOKEN           answer a task that waits for its token

Definitions, of workflows or in files, with nothing running:

  stateyard emit WORKFLOW           the ASL that a workflow becomes
  stateyard validate DEFINITION     what AWS would refuse, what may go wrong
  stateyard graph DEFINITION        a picture of it
  stateyard diff BEFORE AFTER       what a change means: words or a picture

Deployed stacks:

  stateyard triggers list STACK     what starts executions; turns it off and on

  stateyard help COMMAND            more about a command
  stateyard version                 which Stateyard this is

Executions are at http://127.0.0.1:8083 unless --endpoint or
AWS_ENDPOINT_URL_SFN says otherwise. --json prints JSON for scripts.
Exit codes: 0 done, 1 what was asked about failed, 2 wrong usage.`;

const executionNames = `\
An EXECUTION is an ARN, WORKFLOW/NAME, or WORKFLOW alone for its latest one.`;

const clientFlags = `\
  --endpoint URL    where the API is (http://127.0.0.1:8083)
  --region REGION   for an endpoint of AWS itself (us-east-1)
  --json            JSON on the standard output, and nothing else`;

const workflowNames = `\
  Checkout               a workflow of the folder workflows, by its name; where
                         there is no such folder, one that Stateyard brings
  orders.ts#checkout     a workflow that a module exports`;

const definitionNames = `\
  orders.asl.json        a file of ASL; - is the standard input
${workflowNames}`;

const pastNames = `\
${definitionNames};
                         orders.ts where it exports only one
  main:orders.asl.json   a file, workflow or module as it was at a git commit;
                         the path counts from the top of the repository, or from
                         here as main:./orders.asl.json`;

const pastNote = `\
A workflow at a commit is emitted from all the sources of that commit, with the
packages of today.`;

export const helpTexts: ReadonlyMap<string, string> = new Map([
  [
    'dev',
    `\
stateyard dev [MODULE ...] [PHOTO ...] [flags]
stateyard dev --assembly cdk.out [flags]

Serves workflows, with their task functions and stand-ins for AWS in this
process: those of each MODULE (orders.ts, or orders.ts#checkout for one
export), or else of the folder workflows, or else those that Stateyard ships.
Each PHOTO, a file or a folder, goes through ImageRecognition first: type, EXIF,
labels, thumbnails, a record. 'npm start' is 'dev --samples'.

  --samples         the photos that Stateyard ships, where no PHOTO is given
  --once            end after the photos; then the port is a free one
  --out DIR         where thumbnails and records land (out/photos)
  --json            with --once: the records as JSON, and nothing else
  --port N          8083; 0 takes a free one
  --host ADDRESS    127.0.0.1
  --data DIR        executions outlive the process; what stands in for AWS
                    does not. Without it all is in memory
  --no-pipe         what comes into streams stays there
  --virtual-time    waits take no time            STATEYARD_VIRTUAL_TIME=1
  --seed N          what is made up follows it    STATEYARD_SEED

Rekognition's answers are mocked unless AWS_ENDPOINT_URL_REKOGNITION or
AWS_ENDPOINT_URL says whom to ask; the latter, or AWS_ENDPOINT_URL_S3 and
AWS_ENDPOINT_URL_DYNAMODB, also replace the stand-ins. A photo that fails is
shown with its error; the exit code is 0 all the same.

With --assembly: the state machines of any CDK app, of the cloud assembly that
'cdk synth' makes, or of a template of CloudFormation or SAM (docs/cdk-apps.md).
Functions of Node.js and Python run from their bundles, in processes of their
own; tables, buckets, queues, topics and streams are made in the stand-ins.

  --assembly PATH         cdk.out, or a template in JSON or YAML
  --parameters A=1,B=2    of templates
  --lambda-endpoint URL   runs all functions instead    LAMBDA_ENDPOINT`,
  ],
  [
    'local',
    `\
stateyard local [flags]

Serves the Step Functions API on one port, with nothing registered. The flags
and variables are those of Step Functions Local; a flag wins over its variable.

  --port N                   8083; 0 takes a free one
  --host ADDRESS             127.0.0.1
  --data DIR                 where state machines and executions are kept, so
                             that they go on after a crash; else in memory
  --account ID               123456789012               AWS_ACCOUNT_ID
  --region REGION            us-east-1                  AWS_DEFAULT_REGION
  --wait-time-scale FACTOR   of waits and retries (1)   WAIT_TIME_SCALE
  --mock-config FILE         mocked answers of tasks    SFN_MOCK_CONFIG
  --virtual-time             waits take no time         STATEYARD_VIRTUAL_TIME=1
  --seed N                   what is made up follows    STATEYARD_SEED
                             it: names, tokens, jitter
  --log-file FILE            what state machines log,   STATEYARD_LOG_FILE
                             else the standard error

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
  --http-hosts HOST[=URL],...     STATEYARD_HTTP_HOSTS, for HTTP tasks

Prints 'Stateyard is listening on http://127.0.0.1:8083' when it is ready.
It remembers the last 10,000 executions that have ended, or fewer large ones
(docs/api.md). Ctrl-C ends it. Nothing is kept.`,
  ],
  [
    'lambda',
    `\
stateyard lambda [MODULE ...] [flags]

Serves task functions over the Lambda Invoke API, so that another engine can run
the workflows: those of each MODULE (orders.ts, or orders.ts#checkout for one
export), or else of the project, with the stand-ins that 'stateyard dev' gives
them. A function is called by its task's name, or by an ARN that ends in it.

  --port N          3001; 0 takes a free one
  --host ADDRESS    127.0.0.1
  --account ID      123456789012               AWS_ACCOUNT_ID
  --region REGION   us-east-1                  AWS_DEFAULT_REGION

Prints 'Stateyard is listening on http://127.0.0.1:3001' when it is ready, then
the functions. What they need is configured as for 'stateyard dev'.`,
  ],
  [
    'start',
    `\
stateyard start WORKFLOW [flags]

Starts an execution of a workflow and shows every event until it ends. Exit code
1 when it does not succeed. WORKFLOW is a name or ARN at the endpoint; or a
module, orders.ts or orders.ts#checkout, which is then served for this one
execution, with its task functions, as 'stateyard dev' does.

  --input JSON      the input; @FILE reads a file, - the standard input ({})
  --sample NAME     an input that comes with the workflow; NAME ? lists them
  --name NAME       the execution's name (one is made up)
  --no-wait         answer at once with the execution's ARN
${clientFlags}

With --json: { executionArn, name, status, startDate, stopDate, input, output,
error, cause }, input and output as values. An Express workflow shows no events.
Of a module it also says which states had a mocked answer: mocked.`,
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
  [
    'redrive',
    `\
stateyard redrive EXECUTION [flags]

Runs an execution on from where it failed, was stopped or timed out: what has
succeeded stays, retries and deadlines begin anew. Exit code 1 when it runs, has
succeeded, or ended more than 14 days ago. 'stateyard history' shows the rest.
${executionNames}

${clientFlags}`,
  ],
  [
    'respond',
    `\
stateyard respond TOKEN [flags]
stateyard respond EXECUTION --list [flags]

Ends a task that waits for its token (.waitForTaskToken, or an activity), or
shows the tokens that an execution waits for. Exit code 1 when nobody waits.
${executionNames}

  --output JSON     what the task succeeds with ({})
  --error NAME      fails the task instead
  --cause TEXT      with a cause
  --heartbeat       only says that work goes on
  --list            the states that wait, and their tokens
${clientFlags}

With --list --json: [{ state, taskToken }]. Tokens are found in parameters that
show them as they are; those of AWS itself, and of activities, are not.`,
  ],
  [
    'emit',
    `\
stateyard emit WORKFLOW [flags]
stateyard emit [MODULE] --all [flags]

Prints the definition that a workflow becomes. What it invokes stands in it as
\${Name}, for whoever deploys it to fill in.

${workflowNames};
                         orders.ts where it exports only one

  --all             one object of definitions by name: of every workflow that
                    MODULE exports, or without MODULE of the folder workflows
  --query-language  JSONata (the default), or JSONPath without variables for
                    runtimes that know neither
  --out DIR         writes DIR/NAME.asl.json instead, and prints its name`,
  ],
  [
    'validate',
    `\
stateyard validate DEFINITION ... [flags]

Says what CreateStateMachine would refuse (errors), and what it would take and
you would regret (warnings). Exit code 1 when there are errors.

${definitionNames};
                         orders.ts for all of them

  --type TYPE       STANDARD or EXPRESS (as a workflow says; a file: STANDARD)
  --json            JSON on the standard output, and nothing else

With --json: [{ file, diagnostics: [{ severity, code, message, pointer, state
}] }], severity ERROR or WARNING, pointer a JSON pointer, state null where the
place is in none. What cannot be read has the code UNREADABLE.`,
  ],
  [
    'graph',
    `\
stateyard graph DEFINITION [flags]

Draws a definition, valid or not: what is broken in it is shown as broken. Exit
code 1 when there is no definition to draw.

${pastNames}

  --format FORMAT   svg, png or mermaid (by the ending of FILE; svg)
  --theme THEME     light, dark, or auto: as the reader has it (auto; png light)
  --out FILE        writes there, and prints its name; - is the standard output

${pastNote}`,
  ],
  [
    'diff',
    `\
stateyard diff BEFORE AFTER [flags]

Says what changed for an execution, state by state; the layout of a file and the
order of its fields mean nothing. 'stateyard diff main:Checkout Checkout' shows
what a branch does to what is on main.

${pastNames}

  --format FORMAT   text, svg, png or mermaid (by the ending of FILE; text)
  --theme THEME     of a picture: light, dark or auto (auto; png light)
  --out FILE        writes there, and prints its name; - is the standard output
  --json            the changes: [{ type, state, subject, words }]
  --exit-code       exit code 1 when there is a difference

${pastNote}`,
  ],
  [
    'triggers',
    `\
stateyard triggers list STACK [flags]
stateyard triggers disable STACK TRIGGER ... | --all [flags]
stateyard triggers enable STACK TRIGGER ... | --all [flags]

What starts executions of a deployed CloudFormation stack, and its off switch:
event rules, schedules, pipes, event source mappings, stages of REST APIs,
notifications of buckets, subscriptions of topics. The list says what becomes of
events that arrive while each is off. A TRIGGER is a logical id, as the list has
it, or the resource's own name.

  --all             every trigger of the stack
  --endpoint URL    an emulator of AWS         AWS_ENDPOINT_URL
  --region REGION   us-east-1                  AWS_REGION
  --json            [{ trigger, resource, kind, state, whileOff }]

Credentials come from where the AWS CLI has them, too. The next deployment sets
everything again as the template says.`,
  ],
  ['version', 'stateyard version\n\nPrints the version of Stateyard, such as 0.1.0.'],
  ['help', overview],
]);
