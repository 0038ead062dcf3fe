import { type ChildProcess, spawn } from 'node:child_process';
import { extname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Json } from '../../../asl/json.ts';
import type { FunctionContext } from '../bound-functions.ts';
import type { FunctionCode } from './function-code.ts';
import type { UnpackedCode } from './unpacked-code.ts';

/** What a process is asked, and what it says, a line of JSON each. */
export interface FunctionRequest {
  readonly event: Json;
  /** Without its functions, which no text can carry. */
  readonly context: FunctionContext;
  /** Milliseconds since 1970. */
  readonly deadlineMs: number;
}

export type FunctionReply = { readonly type: 'returned'; readonly value: Json } | FailedReply;

export interface FailedReply {
  readonly type: 'failed';
  readonly errorType: string;
  readonly errorMessage: string;
  /** The stack, in the language's own form. */
  readonly trace: string;
  /** The process has failed with it, and takes no other event. */
  readonly isFatal?: boolean;
}

/** A process says once that it has loaded its function, or tried to; then it replies. */
export type RuntimeMessage = { readonly type: 'ready' } | FunctionReply;

type RunnableCode = Pick<FunctionCode, 'runtime' | 'handler'> & Pick<UnpackedCode, 'folder' | 'file'>;

/** One execution environment: a process with the function's variables, which runs one event at a time. */
export class FunctionProcess {
  /** It has loaded the function, or failed to. Lambda does not count this as the function's time either. */
  readonly ready: Promise<void>;
  readonly #child: ChildProcess;
  readonly #ended: Promise<string>;
  #answer: (reply: FunctionReply) => void = () => {};

  constructor(code: RunnableCode, variables: { readonly [name: string]: string | undefined }) {
    const [program, ...words] = commandOf(code);
    this.#child = spawn(program, words, {
      cwd: code.folder,
      env: variables,
      stdio: ['pipe', 2, 2, 'pipe'],
    });
    this.#ended = new Promise((resolve) => {
      this.#child.once('exit', (status, signal) =>
        resolve(signal === null ? `exit status ${status}` : `signal: ${signal}`),
      );
      this.#child.once('error', ({ message }) =>
        resolve(`${message}: '${program}' cannot be started on this machine`),
      );
    });
    this.#child.stdin?.on('error', () => {});
    this.ready = this.#listen(createInterface({ input: this.#child.stdio[3] as Readable }));
  }

  #listen(said: Interface): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, loadingMsMax).unref();
      said.once('close', resolve);
      said.on('line', (line) => {
        const message = readMessage(line);
        if (message.type === 'ready') resolve();
        else this.#answer(message);
      });
    });
  }

  /** Whatever ends the process ends the call, too. */
  async call(request: FunctionRequest): Promise<FunctionReply> {
    const { awsRequestId } = request.context;
    const answered = new Promise<FunctionReply>((resolve) => {
      this.#answer = resolve;
    });
    this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
    const exited = this.#ended.then((how) =>
      failed('Runtime.ExitError', `RequestId: ${awsRequestId} Error: Runtime exited with error: ${how}`),
    );
    return Promise.race([answered, exited]);
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined;
  }

  async end(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}

/** Of what loads longer than that the function's time begins (docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html). */
const loadingMsMax = 10_000;

/** The function has the file descriptor too, and may write what it likes. */
function readMessage(line: string): RuntimeMessage {
  try {
    return JSON.parse(line) as RuntimeMessage;
  } catch (error) {
    return failed('Runtime.MarshalError', `Unable to marshal response: ${(error as Error).message}`);
  }
}

export function failed(errorType: string, errorMessage: string): FunctionReply {
  return { type: 'failed', errorType, errorMessage, trace: '' };
}

function commandOf({ runtime, file, handler }: RunnableCode): readonly [string, ...string[]] {
  switch (runtime) {
    case 'node':
      return [process.execPath, ...quietly, nodeRuntime, file, handler];
    case 'python':
      return [python, ...asOnLambda, join(import.meta.dirname, 'python-runtime.py'), file, handler];
    default:
      return runtime satisfies never;
  }
}

/** That of this machine, whatever version the template names. */
export const python = 'python3';

/** What it prints is seen at once, and no file that it compiles is left in the bundle. */
const asOnLambda = ['-u', '-B'];

/** What Lambda's runtime would not say either, about code that lies as it lies. */
const quietly = ['ExperimentalWarning', 'MODULE_TYPELESS_PACKAGE_JSON'].map(
  (name) => `--disable-warning=${name}`,
);

/** Beside this file, TypeScript as this is or built as this is. */
const nodeRuntime = join(import.meta.dirname, `node-runtime${extname(import.meta.filename)}`);
