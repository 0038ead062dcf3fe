import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import type { FunctionContext } from '../../../../local/host/bound-functions.ts';
import type { FunctionCode } from '../../../../local/host/assembly/function-code.ts';
import { FunctionProcesses } from '../../../../local/host/assembly/function-processes.ts';

const context: FunctionContext = {
  functionName: 'Charge',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:Charge',
  awsRequestId: 'request-1',
  memoryLimitInMB: '128',
  logGroupName: '/aws/lambda/Charge',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 0,
};

let processes: FunctionProcesses | undefined;
afterEach(() => processes?.close());

const projects = mkdtempSync(join(tmpdir(), 'stateyard-project-'));
afterAll(() => rmSync(projects, { recursive: true }));

/** A folder with a package.json, and in it a bundle without one. */
function project({ 'package.json': manifest, ...bundle }: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(projects, 'one-'));
  mkdirSync(join(folder, 'bundle'));
  writeFileSync(join(folder, 'package.json'), manifest ?? '');
  for (const [file, text] of Object.entries(bundle)) writeFileSync(join(folder, 'bundle', file), text);
  return folder;
}

function invoking(text: string, code: Partial<FunctionCode> = {}): (event: Json) => unknown {
  const begun = new FunctionProcesses(
    {
      name: 'Charge',
      runtime: 'node',
      source: { from: 'template', text },
      handler: 'handler',
      variables: { CURRENCY: 'EUR' },
      timeoutSeconds: 20,
      memoryMegabytes: 256,
      layers: [],
      ...code,
    },
    { PATH: process.env['PATH'], AWS_REGION: 'eu-west-1' },
  );
  processes = begun;
  return (event) => begun.invoke(event, context);
}

describe('a function of Node.js', () => {
  test('finds its event, context and variables', async () => {
    const invoke = invoking(`exports.handler = async (event, { functionName, memoryLimitInMB }) => [
      event, functionName, memoryLimitInMB, process.env.CURRENCY, process.env.AWS_REGION, process.env.AWS_LAMBDA_FUNCTION_NAME];`);
    expect(await invoke({ amount: 7 })).toEqual([
      { amount: 7 },
      'Charge',
      '256',
      'EUR',
      'eu-west-1',
      'Charge',
    ]);
  });

  test('answers null for nothing', async () => {
    expect(await invoking('exports.handler = async () => {};')({})).toBeNull();
  });

  test('takes a callback as older runtimes do', async () => {
    expect(
      await invoking('exports.handler = (event, context, done) => done(null, event);')({ id: 1 }),
    ).toEqual({ id: 1 });
  });

  test('fails with the name of what it throws', async () => {
    const invoke = invoking('exports.handler = () => { throw new RangeError("too much"); };');
    await expect(invoke({})).rejects.toMatchObject({ name: 'RangeError', message: 'too much' });
  });

  test.each([
    ['CommonJS', 'module', "exports.handler = async () => require('./rate.js').rate;", 'exports.rate = 7;'],
    [
      'an ES module',
      'commonjs',
      "export { rate as handler } from './rate.js';",
      'export const rate = () => 7;',
    ],
  ])('is %s below a package of type %s', async (_, type, text, rate) => {
    const folder = project({ 'package.json': `{"type":"${type}"}`, 'index.js': text, 'rate.js': rate });
    const source = {
      from: 'folder',
      folder: join(folder, 'bundle'),
      file: join(folder, 'bundle/index.js'),
    } as const;
    expect(await invoking('', { source })({})).toBe(7);
  });

  test('is TypeScript as a bundler takes it', async () => {
    const folder = project({
      'package.json': '{}',
      'index.ts': `import { Context } from 'no-such-package'; import { Rate } from './rate';
        export const handler = (event: object, context: Context): Rate => Rate.High;`,
      'rate.ts': 'export enum Rate { High = 7 }',
    });
    const source = {
      from: 'folder',
      folder: join(folder, 'bundle'),
      file: join(folder, 'bundle/index.ts'),
    } as const;
    expect(await invoking('', { source })({})).toBe(7);
  });

  test.each([
    ['exports.other = 1;', 'Runtime.HandlerNotFound', 'index.handler is undefined or not exported'],
    ['exports.handler = 1;', 'Runtime.HandlerNotFound', 'index.handler is not a function'],
    [
      "require('no-such-package');",
      'Runtime.ImportModuleError',
      /^Error: Cannot find module 'no-such-package'/,
    ],
    ['exports.handler = {{', 'Runtime.UserCodeSyntaxError', /^SyntaxError: /],
    ['throw new RangeError("too early");', 'RangeError', 'too early'],
  ])('that cannot be loaded, %s, fails with %s', async (text, name, message) => {
    await expect(invoking(text)({})).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
  });

  test.each(['const itself = {}; itself.itself = itself; return itself;', 'return 1n;'])(
    'fails where its result is no JSON: %s',
    async (body) => {
      await expect(invoking(`exports.handler = async () => { ${body} };`)({})).rejects.toMatchObject({
        name: 'Error',
        message: 'Unable to stringify response body',
      });
    },
  );

  test.each([
    ['setTimeout(() => { throw new RangeError("too late"); })', 'RangeError', 'too late'],
    ['Promise.reject(new Error("alone"))', 'Runtime.UnhandledPromiseRejection', 'Error: alone'],
  ])('fails with what nobody awaits, %s, and has another process afterwards', async (text, name, message) => {
    const invoke = invoking(
      `exports.handler = ({ fail }) => new Promise((resolve) => { if (fail) ${text}; else resolve("fine"); });`,
    );
    await expect(invoke({ fail: true })).rejects.toMatchObject({ name, message });
    expect(await invoke({ fail: false })).toBe('fine');
  });

  test.each([
    ['require("rate")', 7],
    ['require("/opt/nodejs/node_modules/rate")', 7],
    ['require("/opt/nodejs/tax.js")', 8],
    ['(await import("/opt/nodejs/tax")).default', 8],
  ])('finds what its layers bring, by %s', async (found, expected) => {
    const layer = mkdtempSync(join(projects, 'layer-'));
    mkdirSync(join(layer, 'nodejs/node_modules/rate'), { recursive: true });
    writeFileSync(join(layer, 'nodejs/node_modules/rate/index.js'), 'module.exports = 7;');
    writeFileSync(join(layer, 'nodejs/tax.js'), 'module.exports = 8;');
    const variables = { NODE_PATH: join(layer, 'nodejs/node_modules') };
    expect(await invoking(`exports.handler = async () => ${found};`, { variables })({})).toBe(expected);
  });

  test.each(["require('@aws-sdk/client-sfn')", "(await import('@aws-sdk/client-sfn'))"])(
    'finds the SDK, which the runtime brings, by %s',
    async (sdk) => {
      const invoke = invoking(`exports.handler = async () => typeof ${sdk}.SFNClient;`);
      expect(await invoke({})).toBe('function');
    },
  );

  test('keeps its process for the next event', async () => {
    const invoke = invoking('let calls = 0; exports.handler = async () => ++calls;');
    expect([await invoke({}), await invoke({})]).toEqual([1, 2]);
  });

  test('has a process for each event at a time', async () => {
    const invoke = invoking(
      `exports.handler = () => new Promise((resolve) => setImmediate(resolve, process.pid));`,
    );
    const pids = await Promise.all([invoke({}), invoke({}), invoke({})]);
    expect(new Set(pids).size).toBe(3);
  });

  test('ends with its process, and has another one afterwards', async () => {
    const invoke = invoking('exports.handler = async ({ end }) => (end ? process.exit(3) : "fine");');
    await expect(invoke({ end: true })).rejects.toMatchObject({
      name: 'Runtime.ExitError',
      message: 'RequestId: request-1 Error: Runtime exited with error: exit status 3',
    });
    expect(await invoke({ end: false })).toBe('fine');
  });

  test('ends when its time is over', async () => {
    const invoke = invoking('exports.handler = () => new Promise(() => {});', { timeoutSeconds: 0.05 });
    await expect(invoke({})).rejects.toMatchObject({
      name: 'Sandbox.Timedout',
      message: 'RequestId: request-1 Error: Task timed out after 0.05 seconds',
    });
  });
});

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) console.warn('python3 is not installed: functions of Python are not tested');

(hasPython ? describe : describe.skip)('a function of Python', () => {
  test('finds its event, context and variables', async () => {
    const invoke = invoking(
      'import os\ndef handler(event, context):\n  return [event["amount"], context.function_name, os.environ["CURRENCY"]]\n',
      { runtime: 'python' },
    );
    expect(await invoke({ amount: 7 })).toEqual([7, 'Charge', 'EUR']);
  });

  test('fails with the class of what it raises', async () => {
    const invoke = invoking('def handler(event, context):\n  raise ValueError("too much")\n', {
      runtime: 'python',
    });
    await expect(invoke({})).rejects.toMatchObject({ name: 'ValueError', message: 'too much' });
  });

  test('answers decimals as numbers, as DynamoDB gives them', async () => {
    const text =
      'from decimal import Decimal\ndef handler(event, context):\n  return [Decimal("10"), Decimal("1.5")]\n';
    expect(await invoking(text, { runtime: 'python' })({})).toEqual([10, 1.5]);
  });

  test.each([
    ['{1, 2}', 'Unable to marshal response: Object of type set is not JSON serializable'],
    ['float("nan")', 'Unable to marshal response: Out of range float values are not JSON compliant'],
  ])('fails where %s is no JSON', async (value, message) => {
    const invoke = invoking(`def handler(event, context):\n  return ${value}\n`, { runtime: 'python' });
    await expect(invoke({})).rejects.toMatchObject({ name: 'Runtime.MarshalError', message });
  });

  test('that writes where its reply goes harms only itself', async () => {
    const text = `import os\ndef handler(event, context):\n  os.write(3, b"hello\\n")\n`;
    await expect(invoking(text, { runtime: 'python' })({})).rejects.toMatchObject({
      name: 'Runtime.MarshalError',
    });
  });

  test.each([
    ['import no_such_package\n', 'Runtime.ImportModuleError', "Unable to import module 'index': No module"],
    ['def handler(\n', 'Runtime.UserCodeSyntaxError', "Syntax error in module 'index': "],
    ['other = 1\n', 'Runtime.HandlerNotFound', "Handler 'handler' missing on module 'index'"],
  ])('that cannot be loaded, %j, fails with %s', async (text, name, message) => {
    await expect(invoking(text, { runtime: 'python' })({})).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });

  test('logs with the root logger, as soon as its level says so', async () => {
    const invoke = invoking(
      'import logging\ndef handler(event, context):\n  return len(logging.getLogger().handlers)\n',
      { runtime: 'python' },
    );
    expect(await invoke({})).toBe(1);
  });
});
