import { realpathSync, writeSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { argv, cwd, stdin } from 'node:process';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { FunctionContext } from '../bound-functions.ts';
import type { FunctionReply, FunctionRequest, RuntimeMessage } from './function-process.ts';
import { isCommonJsOfBundle, moduleHooks } from './module-hooks.ts';

/**
 * The program of a process that runs a Lambda function of Node.js: `node node-runtime.ts MODULE HANDLER`. Requests come on
 * the standard input, a line each; replies go to the file descriptor 3.
 */
const [, , file = '', handlerName = ''] = argv;

type Handler = (event: unknown, context: FunctionContext, done: Done) => unknown;
type Done = (error: unknown, result?: unknown) => void;

registerHooks(moduleHooks(cwd()));

const loading = load();
await loading.catch(() => {});
say({ type: 'ready' });
for await (const line of createInterface({ input: stdin })) {
  say(await reply(JSON.parse(line) as FunctionRequest));
}

function say(said: RuntimeMessage): void {
  writeSync(3, `${JSON.stringify(said)}\n`);
}

async function reply({ event, context, deadlineMs }: FunctionRequest): Promise<FunctionReply> {
  try {
    const handler = await loading;
    const getRemainingTimeInMillis = () => Math.max(0, deadlineMs - Date.now());
    const returned = await called(handler, event, { ...context, getRemainingTimeInMillis });
    return { type: 'returned', value: (returned ?? null) as FunctionRequest['event'] };
  } catch (thrown) {
    return failure(thrown);
  }
}

async function load(): Promise<Handler> {
  const exports = (await loaded(realpathSync(file))) as { readonly [name: string]: unknown };
  const { default: whole = {} } = exports as { readonly default?: { readonly [name: string]: unknown } };
  const handler = exports[handlerName] ?? whole[handlerName];
  if (typeof handler === 'function') return handler as Handler;
  const error = new Error(`${handlerName} is undefined or not exported`);
  error.name = 'Runtime.HandlerNotFound';
  throw error;
}

function loaded(module: string): unknown {
  return isCommonJsOfBundle(module, cwd())
    ? createRequire(module)(module)
    : import(pathToFileURL(module).href);
}

/** Handlers of older runtimes take a callback. */
function called(handler: Handler, event: unknown, context: FunctionContext): unknown {
  if (handler.length < 3) return handler(event, context, () => {});
  return new Promise((resolve, reject) => {
    const returned = handler(event, context, (error, result) => (error ? reject(error) : resolve(result)));
    if (returned instanceof Promise) returned.then(resolve, reject);
  });
}

function failure(thrown: unknown): FunctionReply {
  if (!(thrown instanceof Error)) {
    return { type: 'failed', errorType: typeof thrown, errorMessage: String(thrown), trace: '' };
  }
  return { type: 'failed', errorType: thrown.name, errorMessage: thrown.message, trace: thrown.stack ?? '' };
}
