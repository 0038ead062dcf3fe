import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { SFN } from '@aws-sdk/client-sfn';
import { type ClientOptions, clientFlags, clientOptions, withClient } from './client.ts';
import { readSettings } from './command-local.ts';
import { definitionReference } from './definition/definition-reference.ts';
import type { ModuleWorkflow } from './serve-for-one.ts';
import type { Environment } from './environment.ts';
import { type ExecutionReport, executionReport, printReport, toReport } from './execution-report.ts';
import { findWorkflow } from './execution-reference.ts';
import { CommandError } from './failure.ts';
import { type Flags, readFlags, UsageError } from './flags.ts';
import { eventsAfter } from './history-events.ts';
import { historyLine } from './history-line.ts';
import { findSample, inputOf } from './samples.ts';

export interface StartCommand {
  readonly type: 'start';
  readonly client: ClientOptions;
  /** A state machine by its name or ARN; or a workflow of a module, which is served for this one execution. */
  readonly workflow: string | ModuleWorkflow;
  readonly input: InputSource;
  readonly name: string | undefined;
  readonly wait: boolean;
}

/** Where the input comes from; only a literal can be checked before anything is read. */
export type InputSource =
  | { readonly from: 'literal'; readonly text: string }
  | { readonly from: 'file'; readonly path: string }
  | { readonly from: 'standardInput' }
  | { readonly from: 'sample'; readonly name: string };

export function parseStart(given: readonly string[], environment: Environment): StartCommand {
  const own = {
    input: 'value',
    sample: 'value',
    name: 'value',
    wait: 'switch',
    'no-wait': 'switch',
  } as const;
  const flags = readFlags(given, { ...clientFlags, ...own }, 1);
  const [workflow] = flags.positionals;
  if (workflow === undefined) {
    throw new UsageError('start needs a workflow: its name, its ARN, or the module that exports it.');
  }
  if (flags.has('wait') && flags.has('no-wait'))
    throw new UsageError('Either --wait or --no-wait, not both.');
  return {
    type: 'start',
    client: clientOptions(flags, environment),
    workflow: workflowIn(workflow, flags, environment),
    input: inputSource(flags),
    name: flags.value('name'),
    wait: !flags.has('no-wait'),
  };
}

function workflowIn(word: string, flags: Flags, environment: Environment): StartCommand['workflow'] {
  const reference = definitionReference(word);
  if (reference.from !== 'module') return word;
  const useless = ['endpoint', 'region', 'no-wait'].find((flag) => flags.has(flag));
  if (useless !== undefined) {
    throw new UsageError(`${word} is served here, for this one execution: leave out --${useless}.`);
  }
  return { reference, settings: readSettings(environment) };
}

function inputSource(flags: Flags): InputSource {
  const sample = flags.value('sample');
  if (sample === undefined) return inputGiven(flags.value('input') ?? '{}');
  if (flags.has('input')) throw new UsageError('Either --input or --sample, not both.');
  return { from: 'sample', name: sample };
}

function inputGiven(given: string): InputSource {
  if (given === '-') return { from: 'standardInput' };
  if (given.startsWith('@')) return { from: 'file', path: given.slice(1) };
  try {
    JSON.parse(given);
  } catch (error) {
    throw new UsageError(`--input is no JSON: ${(error as Error).message}.`);
  }
  return { from: 'literal', text: given };
}

/** Exit code 1 when the execution does not succeed. */
export async function startCommand(command: StartCommand): Promise<number> {
  const { workflow, client } = command;
  if (typeof workflow === 'string') return startAt(client, { ...command, workflow });
  const { serveForOne } = await import('./serve-for-one.ts');
  return serveForOne(workflow, ({ url: endpoint, mockedStates }, name) => {
    const mockedIn = (executionArn: string) => mockedStates.of(executionArn);
    return startAt({ ...client, endpoint, hasCredentials: false }, { ...command, workflow: name, mockedIn });
  });
}

interface NamedStart extends StartCommand {
  readonly workflow: string;
  /** The states whose answers came out of a mock file: only a server of this process can tell. */
  readonly mockedIn?: (executionArn: string) => readonly string[];
}

function startAt(
  options: ClientOptions,
  { workflow, input: source, name, wait, mockedIn }: NamedStart,
): Promise<number> {
  return withClient(options, async (client) => {
    const { input, testCase } = readInput(source, workflow);
    const stateMachineArn = `${await findWorkflow(client, workflow)}${testCase ? `#${testCase}` : ''}`;
    const { type } = await client.describeStateMachine({ stateMachineArn: stateMachineArn.split('#')[0] });
    const request = { stateMachineArn, input, name };
    if (!wait) return announce(await client.startExecution(request), options.json);
    const report =
      type === 'EXPRESS'
        ? toReport(await client.startSyncExecution(request))
        : await follow(client, request, options.json);
    printReport({ ...report, mocked: mockedIn?.(report.executionArn) }, options.json);
    return report.status === 'SUCCEEDED' ? 0 : 1;
  });
}

interface Input {
  readonly input: string;
  /** Of the mock file, which a sample may ask for. */
  readonly testCase?: string | undefined;
}

function readInput(source: InputSource, workflow: string): Input {
  switch (source.from) {
    case 'literal':
      return { input: source.text };
    case 'file':
      return { input: readOrExplain(source.path, source.path) };
    case 'standardInput':
      return { input: readOrExplain(0, 'the standard input') };
    case 'sample': {
      const sample = findSample(nameIn(workflow), source.name);
      return { input: inputOf(sample), testCase: sample.testCase };
    }
    default:
      return source satisfies never;
  }
}

/** Of a name or an ARN, without the test case that may follow. */
function nameIn(workflow: string): string {
  return workflow.replace(/^arn:.*:/, '').replace(/#.*$/, '');
}

function readOrExplain(file: string | 0, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`Cannot read ${name}: ${(error as Error).message}.`);
  }
}

function announce(
  { executionArn, startDate }: { executionArn?: string | undefined; startDate?: Date | undefined },
  json: boolean,
): number {
  console.log(json ? JSON.stringify({ executionArn, startDate }, null, 2) : executionArn);
  return 0;
}

/** Short at first, so that a quick workflow is quick here too. */
const pollMsMin = 20;
const pollMsMax = 1_000;

async function follow(
  client: SFN,
  request: Parameters<SFN['startExecution']>[0],
  json: boolean,
): Promise<ExecutionReport> {
  const { executionArn = '', startDate } = await client.startExecution(request);
  let lastId = 0;
  for (let pauseMs = pollMsMin; ; pauseMs = Math.min(pauseMs * 2, pollMsMax)) {
    const report = await executionReport(client, executionArn);
    const events = json ? [] : await eventsAfter(client, executionArn, lastId);
    for (const event of events) console.log(historyLine(event, startDate));
    lastId = events.at(-1)?.id ?? lastId;
    if (report.status !== 'RUNNING') return report;
    await pause(pauseMs);
  }
}
