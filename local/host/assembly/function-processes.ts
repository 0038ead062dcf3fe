import type { Json } from '../../../asl/json.ts';
import type { BoundFunction, FunctionContext } from '../bound-functions.ts';
import type { FunctionCode } from './function-code.ts';
import { type UnpackedCode, unpackCode } from './unpacked-code.ts';
import { failed, FunctionProcess, type FunctionReply } from './function-process.ts';

/** Environment variables. */
export type Variables = { readonly [name: string]: string | undefined };

/**
 * Runs a function as Lambda does: in processes of its own, each of which has one event at a time and is kept for the next,
 * within the function's time. Source: docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export class FunctionProcesses {
  readonly #code: FunctionCode;
  readonly #variables: Variables;
  readonly #unpacked: UnpackedCode;
  readonly #all = new Set<FunctionProcess>();
  readonly #idle: FunctionProcess[] = [];
  readonly #waiting: (() => void)[] = [];

  /** The variables are those that all functions have: endpoints, region, credentials. */
  constructor(code: FunctionCode, variables: Variables) {
    this.#code = code;
    this.#variables = variables;
    this.#unpacked = unpackCode(code);
  }

  readonly invoke: BoundFunction = async (event, context) => {
    const reply = await this.#replyTo(event, context);
    if (reply.type === 'returned') return reply.value;
    const error = new Error(reply.errorMessage);
    error.name = reply.errorType;
    error.stack = reply.trace;
    throw error;
  };

  async close(): Promise<void> {
    await Promise.all([...this.#all].map((each) => each.end()));
    this.#unpacked.remove();
  }

  async #replyTo(event: Json, context: FunctionContext): Promise<FunctionReply> {
    const runtime = await this.#take();
    await runtime.ready;
    const { timeoutSeconds, memoryMegabytes } = this.#code;
    const timeout = new AbortController();
    const overdue = new Promise<FunctionReply>((resolve) => {
      const timer = setTimeout(() => resolve(timedOut(context, timeoutSeconds)), timeoutSeconds * 1_000);
      timeout.signal.addEventListener('abort', () => clearTimeout(timer));
    });
    const request = {
      event,
      context: { ...context, memoryLimitInMB: String(memoryMegabytes) },
      deadlineMs: Date.now() + timeoutSeconds * 1_000,
    };
    const reply = await Promise.race([runtime.call(request), overdue]);
    timeout.abort();
    await this.#giveBack(runtime, reply);
    return reply;
  }

  /** A process that is free, a new one, or the next that becomes free. */
  async #take(): Promise<FunctionProcess> {
    for (;;) {
      const idle = this.#idle.pop();
      if (idle !== undefined && !idle.hasEnded) return idle;
      if (idle !== undefined) this.#all.delete(idle);
      else if (this.#all.size < processesMax) return this.#begin();
      else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #begin(): FunctionProcess {
    const { name, memoryMegabytes, variables } = this.#code;
    const begun = new FunctionProcess(
      { ...this.#code, ...this.#unpacked },
      {
        ...this.#variables,
        AWS_LAMBDA_FUNCTION_NAME: name,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
        AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
        LAMBDA_TASK_ROOT: this.#unpacked.folder,
        TZ: ':UTC',
        ...variables,
      },
    );
    this.#all.add(begun);
    return begun;
  }

  async #giveBack(runtime: FunctionProcess, reply: FunctionReply): Promise<void> {
    if (reply.type === 'failed' && (reply.isFatal === true || endings.has(reply.errorType))) {
      await runtime.end();
      this.#all.delete(runtime);
    } else {
      this.#idle.push(runtime);
    }
    this.#waiting.shift()?.();
  }
}

/** Of one function at a time; AWS runs a thousand, on more than one machine. */
const processesMax = 8;

/** After these the environment is not used again. */
const endings: ReadonlySet<string> = new Set(['Sandbox.Timedout', 'Runtime.ExitError']);

function timedOut({ awsRequestId }: FunctionContext, timeoutSeconds: number): FunctionReply {
  const seconds = timeoutSeconds.toFixed(2);
  return failed(
    'Sandbox.Timedout',
    `RequestId: ${awsRequestId} Error: Task timed out after ${seconds} seconds`,
  );
}
