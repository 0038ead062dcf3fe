import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { ErrorName } from '../../../asl/state-error.ts';
import type { Clock } from '../../engine/ports.ts';
import type { Call, Job } from './job.ts';
import { valueAt } from './job.ts';
import type { Reply } from './operation-call.ts';
import { type Failure, failed, type Outcome, succeeded } from './outcome.ts';

export interface JobPorts {
  readonly clock: Clock;
  /** Calls an operation of the service that runs the job. */
  readonly call: (action: string, parameters: Json, signal?: AbortSignal) => Promise<Reply>;
}

/**
 * Waits for a job's end by asking for it, at first often. When `signal` says that nobody waits any more, the job is
 * stopped, as well as that can be done; what the stopping is answered interests nobody either.
 * Source: docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-sync
 */
export async function followJob(
  job: Job,
  { started, signal }: { readonly started: JsonObject; readonly signal: AbortSignal },
  ports: JobPorts,
): Promise<Outcome> {
  let refusals = 0;
  for (let polls = 0; polls < pollsMax && !signal.aborted; polls += 1) {
    const news = await ask(job, started, { ...ports, signal });
    if (news.type === 'ended') return news.outcome;
    refusals = news.type === 'refused' ? refusals + 1 : 0;
    if (news.type === 'refused' && refusals === refusalsMax) return news.failure;
    await pause(ports.clock, pollDelayMs(polls), signal);
  }
  if (signal.aborted && job.stop !== undefined) await call(job.stop, started, ports);
  return failed(ErrorName.Timeout, 'The job has not ended within a year.');
}

type News =
  | { readonly type: 'running' }
  | { readonly type: 'ended'; readonly outcome: Outcome }
  /** The service may be busy: one refusal says nothing of the job. */
  | { readonly type: 'refused'; readonly failure: Failure };

interface AskingPorts extends JobPorts {
  readonly signal: AbortSignal;
}

async function ask(job: Job, started: JsonObject, ports: AskingPorts): Promise<News> {
  const reply = await call(job.describe, started, ports);
  if (reply.type === 'failed') {
    const isGone = job.untilGone === true && notFound.test(reply.error);
    return isGone ? ended(succeeded(started)) : { type: 'refused', failure: reply };
  }
  const result = job.result(reply.output, started) ?? null;
  const status = valueAt(result, job.status);
  if (typeof status !== 'string') return { type: 'running' };
  if (job.failed.includes(status)) return ended(jobFailed(result));
  return job.succeeded.includes(status) ? decide(job, result, ports) : { type: 'running' };
}

const notFound = /\.ResourceNotFoundException$/;

async function decide({ verdict }: Job, result: Json, ports: AskingPorts): Promise<News> {
  if (verdict === undefined || !isJsonObject(result)) return ended(succeeded(result));
  const reply = await call(verdict.describe, result, ports);
  if (reply.type === 'failed') return { type: 'refused', failure: reply };
  return ended(verdict.hasFailed(result, reply.output) ? jobFailed(result) : succeeded(result));
}

function ended(outcome: Outcome): News {
  return { type: 'ended', outcome };
}

function jobFailed(result: Json): Failure {
  return failed(ErrorName.TaskFailed, JSON.stringify(result));
}

function call(
  { action, parameters }: Call,
  about: JsonObject,
  ports: JobPorts & Partial<AskingPorts>,
): Promise<Reply> {
  const present = Object.entries(parameters(about)).filter(([, value]) => value !== undefined);
  return ports.call(action, Object.fromEntries(present) as JsonObject, ports.signal);
}

/** Half a second, doubled every time up to ten: jobs of emulators are short, and AWS limits how often one asks. */
function pollDelayMs(polls: number): number {
  return Math.min(pollDelayMsMin * 2 ** polls, pollDelayMsMax);
}

function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const cancel = clock.setTimer(clock.now() + delayMs, resolve);
    signal.addEventListener('abort', () => (cancel(), resolve()), { once: true });
  });
}

const pollDelayMsMin = 500;
const pollDelayMsMax = 10_000;
/** How often in a row the question may be refused before the task fails with the refusal. */
const refusalsMax = 5;
/** A year of them, which is as long as an execution may live. */
const pollsMax = (366 * 24 * 60 * 60 * 1_000) / pollDelayMsMax;
