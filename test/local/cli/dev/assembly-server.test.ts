import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SFN } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import { type AssemblyServer, startAssemblyServer } from '../../../../local/cli/dev/assembly-server.ts';

/** Applications that know nothing of Stateyard, from their templates to the output of their executions. */
const fixtures = join(import.meta.dirname, 'fixtures');

function serve(path: string, parameters: { readonly [name: string]: string } = {}): Promise<AssemblyServer> {
  return startAssemblyServer({
    path,
    parameters,
    port: 0,
    host: '127.0.0.1',
    region: 'us-east-1',
    accountId: '123456789012',
    waitTimeScale: 1,
    mockConfigPath: undefined,
    environment: { PATH: process.env['PATH'] },
  });
}

interface Ended {
  readonly status: string | undefined;
  readonly error: string | undefined;
  readonly output: Json;
}

async function run({ url }: AssemblyServer, name: string, input: Json): Promise<Ended> {
  const client = new SFN({
    endpoint: url,
    region: 'us-east-1',
    disableHostPrefix: true,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const stateMachineArn = `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;
  const started = { stateMachineArn, input: JSON.stringify(input) };
  const { type } = await client.describeStateMachine({ stateMachineArn });
  const ended = type === 'EXPRESS' ? await client.startSyncExecution(started) : await endOf(client, started);
  client.destroy();
  return { status: ended.status, error: ended.error, output: JSON.parse(ended.output ?? 'null') as Json };
}

async function endOf(client: SFN, started: { readonly stateMachineArn: string; readonly input: string }) {
  const { executionArn } = await client.startExecution(started);
  for (;;) {
    const described = await client.describeExecution({ executionArn });
    if (described.status !== 'RUNNING') return described;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a CDK app', () => {
  const assembly = mkdtempSync(join(tmpdir(), 'assembly-server-'));
  let server: AssemblyServer;

  beforeAll(async () => {
    execFileSync(process.execPath, [join(fixtures, 'shop-app.js')], {
      env: { ...process.env, CDK_OUTDIR: assembly },
      stdio: 'pipe',
    });
    server = await serve(assembly);
  });
  afterAll(async () => {
    await server?.close();
    rmSync(assembly, { recursive: true });
  });

  test('has all its state machines and functions', () => {
    const names = server.stateMachines.map(({ name }) => name).sort();
    expect(names).toEqual(['checkout', 'cross-stack', 'fan-out', 'from-file', 'nested']);
    expect(server.functions).toHaveLength(2);
    expect(server.problems).toEqual([]);
  });

  test('runs its functions, tables and queues together', async () => {
    expect(await run(server, 'checkout', { items: ['tea', 'cup'] })).toMatchObject({
      status: 'SUCCEEDED',
      output: {
        total: 20,
        table: expect.stringMatching(/^Orders/),
        hasTime: true,
        greeting: { said: 'That makes 20.' },
        kept: { status: 200 },
        told: { status: 200 },
      },
    });
  });

  test('takes a definition from a file with its substitutions', async () => {
    const { output } = await run(server, 'from-file', { items: ['tea'] });
    expect(output).toEqual({ total: 10, currency: 'EUR' });
  });

  test('runs a Distributed Map and a nested execution', async () => {
    const carts = [{ items: ['tea'] }, { items: ['cup', 'pot', 'tea'] }];
    expect(await run(server, 'fan-out', { carts })).toMatchObject({
      status: 'SUCCEEDED',
      output: 'That makes 20.',
    });
  });

  test.each(['nested', 'cross-stack'])('follows references of %s to another stack', async (name) => {
    expect(await run(server, name, { items: ['tea'] })).toMatchObject({ output: { total: 10 } });
  });
});

describe('a SAM template', () => {
  let server: AssemblyServer;
  beforeAll(async () => {
    server = await serve(join(fixtures, 'template.yaml'), { Stage: 'beta' });
  });
  afterAll(() => server?.close());

  test('resolves conditions, globals and substitutions', async () => {
    expect(await run(server, 'trading-beta', { id: 'trade-7' })).toMatchObject({
      status: 'SUCCEEDED',
      output: { trade: 'trade-7', stage: 'beta', table: 'Trades' },
    });
  });

  test('includes a definition, and gives a function its layer', async () => {
    expect(await run(server, 'scaling', { amount: 7 })).toMatchObject({ output: 21 });
  });

  test('has functions that call each other and state machines, and nothing without an endpoint', async () => {
    expect(await run(server, 'reaching', {})).toMatchObject({
      status: 'SUCCEEDED',
      output: {
        checked: expect.objectContaining({ trade: 'trade-8' }),
        status: 'FAILED',
        refusal: 'NoEndpointException',
      },
    });
  });

  test('ends a function when its time is over', async () => {
    const { status, error } = await run(server, 'impatient', {});
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'Sandbox.Timedout' });
  });

  test('has topics that reach queues, an event bus, streams and stored parameters', async () => {
    const said = jest.spyOn(console, 'error').mockReturnValue();
    expect(await run(server, 'telling', {})).toMatchObject({
      status: 'SUCCEEDED',
      output: { received: ['buy low', 'buy low'], shard: 'shardId-000000000000' },
    });
    expect(said).toHaveBeenCalledWith(
      `EventBridge took 'told' of trading on the bus trading: {"image":"/trading/image"}`,
    );
    said.mockRestore();
  });

  test('says where the stand-ins are', () => {
    expect(Object.keys(server.standIns.byService)).toEqual(
      expect.arrayContaining(['s3', 'dynamodb', 'eventbridge']),
    );
  });

  test('serves the rest when something cannot be had', () => {
    expect(server.stateMachines.map(({ name }) => name)).toEqual([
      'trading-beta',
      'impatient',
      'reaching',
      'scaling',
      'telling',
    ]);
    expect(server.problems).toEqual([
      expect.stringMatching(/^What the nested stack Remote has is not here: its template .*serverlessrepo/),
      expect.stringMatching(/^The parameter Image of template .*\/trading\/image.*--parameters Image=VALUE/),
      expect.stringMatching(/^JavaFunction cannot be had here: its runtime is java21.*--lambda-endpoint/),
      expect.stringMatching(/^ScaleFunction runs without its layer .*:elsewhere:1/),
      expect.stringMatching(/^broken is refused: .*Nowhere/),
    ]);
  });
});

test('says what is wrong with a path', async () => {
  await expect(serve('no/such/cdk.out')).rejects.toThrow('There is no no/such/cdk.out.');
  await expect(serve(import.meta.dirname)).rejects.toThrow("'cdk synth' makes one");
});
