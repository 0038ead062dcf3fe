import { realpathSync, writeSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { extname, relative } from 'node:path';
import process, { argv, cwd, stdin } from 'node:process';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { FunctionContext } from '../bound-functions.ts';
import type { FailedReply, FunctionRequest, RuntimeMessage } from './function-process.ts';
import { findLoopbackNames } from './loopback-names.ts';
import { isCommonJsOfBundle, moduleHooks } from './module-hooks.ts';

/**
 * The program of a process that runs a Lambda function of Node.js: `node node-runtime.ts MODULE HANDLER`. Requests come on
 * the standard input, a line each; replies go to the file descriptor 3.
 */
const [, , file = '', handlerName = ''] = argv;

type Handler = (event: unknown, context: FunctionContext, done: Done) => unknown;
type Done = (error: unknown, result?: unknown) => void;

/** `module.handler`, as the template names it. */
const wholeName = `${relative(realpathSync(cwd()), realpathSync(file)).slice(0, -extname(file).length)}.${handlerName}`;

/** As Lambda's runtime ends. */
const diedStatus = 129;

registerHooks(moduleHooks(cwd()));
findLoopbackNames();
process.on('uncaughtException', die);
process.on('unhandledRejection', (reason) => {
  console.error(reason);
  die(named('Runtime.UnhandledPromiseRejection', String(reason)));
});

const loading = load();
await loading.catch(() => {});
say(textOf({ type: 'ready' }));
for await (const line of createInterface({ input: stdin })) {
  say(await reply(JSON.parse(line) as FunctionRequest));
}

function say(line: string): void {
  writeSync(3, `${line}\n`);
}

function textOf(message: RuntimeMessage): string {
  return JSON.stringify(message);
}

/** What nobody awaits fails the event that is under way, and its process with it. */
function die(thrown: unknown): never {
  console.error(thrown);
  say(textOf({ ...failure(thrown), isFatal: true }));
  process.exit(diedStatus);
}

async function reply({ event, context, deadlineMs }: FunctionRequest): Promise<string> {
  try {
    const handler = await loading;
    const getRemainingTimeInMillis = () => Math.max(0, deadlineMs - Date.now());
    const returned = await called(handler, event, { ...context, getRemainingTimeInMillis });
    return `{"type":"returned","value":${marshalled(returned)}}`;
  } catch (thrown) {
    return textOf(failure(thrown));
  }
}

/** Nothing is null, as on Lambda. */
function marshalled(returned: unknown): string {
  try {
    return JSON.stringify(returned) ?? 'null';
  } catch (error) {
    throw new Error('Unable to stringify response body', { cause: error });
  }
}

async function load(): Promise<Handler> {
  const exports = (await loaded(realpathSync(file)).catch(unloaded)) as { readonly [name: string]: unknown };
  const { default: whole = {} } = exports as { readonly default?: { readonly [name: string]: unknown } };
  const handler = exports[handlerName] ?? whole[handlerName];
  if (typeof handler === 'function') return handler as Handler;
  const fault = handler === undefined ? 'undefined or not exported' : 'not a function';
  throw named('Runtime.HandlerNotFound', `${wholeName} is ${fault}`);
}

async function loaded(module: string): Promise<unknown> {
  return isCommonJsOfBundle(module, cwd())
    ? createRequire(module)(module)
    : import(pathToFileURL(module).href);
}

/** docs.aws.amazon.com/lambda/latest/dg/troubleshooting-deployment.html */
function unloaded(error: unknown): never {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof SyntaxError) console.error(error);
  if (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') {
    console.error(
      `${file} cannot be loaded: ${(error as Error).message}\nInstall what it imports: 'npm install' in ${cwd()} or above it.`,
    );
  }
  if (error instanceof SyntaxError) throw named('Runtime.UserCodeSyntaxError', String(error));
  if (code === 'MODULE_NOT_FOUND') throw named('Runtime.ImportModuleError', String(error));
  throw error;
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

/** Handlers of older runtimes take a callback. */
function called(handler: Handler, event: unknown, context: FunctionContext): unknown {
  if (handler.length < 3) return handler(event, context, () => {});
  return new Promise((resolve, reject) => {
    const returned = handler(event, context, (error, result) => (error ? reject(error) : resolve(result)));
    if (returned instanceof Promise) returned.then(resolve, reject);
  });
}

function failure(thrown: unknown): FailedReply {
  if (!(thrown instanceof Error)) {
    return { type: 'failed', errorType: typeof thrown, errorMessage: String(thrown), trace: '' };
  }
  return { type: 'failed', errorType: thrown.name, errorMessage: thrown.message, trace: thrown.stack ?? '' };
}
