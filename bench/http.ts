import { call, carry } from './servers/http-load.ts';
import { startMoto } from './servers/moto-server.ts';
import { type ServerProcess, startServerProcess } from './servers/server-process.ts';

/**
 * `node bench/http.ts [seconds a round]`: requests a second of the API over HTTP, beside a bare node:http server that
 * parses the same requests and writes the same answers as JSON; turn by turn, each server in a process of its own.
 * Processor time a request is printed beside the rates: it says the same on a machine that others use too.
 * Asked for: 0.5 of the bare server. Then beside moto, where that is installed.
 */
const [secondsPerRound = 2] = process.argv.slice(2).map(Number);
const rounds = 5;
const connections = 16;
const chainLength = 50;

interface Operation {
  readonly name: string;
  readonly operation: string;
  readonly body: object;
}

const ours = await startServerProcess('stateyard-server');
const bare = await startServerProcess('bare-server');
const operations = await prepare(ours.url);

for (const operation of operations) await compare(operation);
await compareWithMoto();
await Promise.all([ours.stop(), bare.stop()]);

/** What each operation answers is asked of us, and told to the bare server. */
async function compare({ name, operation, body }: Operation): Promise<void> {
  await bare.tell({ [`AWSStepFunctions.${operation}`]: await call(ours.url, operation, body) });
  for (const server of [ours, bare]) await measure(server, operation, body);
  const rates: Measured[][] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    rates[0]?.push(await measure(ours, operation, body));
    rates[1]?.push(await measure(bare, operation, body));
  }
  const [our, limit] = rates.map(medianOf) as [Measured, Measured];
  const ratio = (our.perSecond / limit.perSecond).toFixed(2);
  const cpuRatio = (limit.cpuMicros / our.cpuMicros).toFixed(2);
  console.log(
    `${name.padEnd(44)}  ${shown(our)}  bare node:http ${shown(limit)}  ratio ${ratio} (processor ${cpuRatio})`,
  );
}

/** One execution: moto fails at the second that a server is asked for. */
async function compareWithMoto(): Promise<void> {
  const moto = await startMoto();
  if (moto === undefined) return console.log('moto_server is not installed: nothing to compare with');
  const [theirs, our] = [await transitionsPerSecond(moto.url), await transitionsPerSecond(ours.url)];
  moto.stop();
  console.log(
    `One execution of ${chainLength} Pass states: ${our.toFixed(0)} transitions/s, moto ${theirs.toFixed(0)} (we are ${(our / theirs).toFixed(0)}x)`,
  );
}

/** From the request that starts it to the answer that it has ended. */
async function transitionsPerSecond(url: string): Promise<number> {
  const states = Array.from({ length: chainLength }, (_, index) => [
    `S${index}`,
    { Type: 'Pass', ...(index + 1 < chainLength ? { Next: `S${index + 1}` } : { End: true }) },
  ]);
  const chain = await machine(url, 'Chain', { StartAt: 'S0', States: Object.fromEntries(states) });
  const from = performance.now();
  await execution(url, chain, '{}');
  return (chainLength * 1_000) / (performance.now() - from);
}

interface Measured {
  readonly perSecond: number;
  /** Of the server, for each request. */
  readonly cpuMicros: number;
}

async function measure(server: ServerProcess, operation: string, body: object): Promise<Measured> {
  const before = await server.cpuMs();
  const { perSecond, requests } = await carry({
    url: server.url,
    operation,
    body,
    connections,
    seconds: secondsPerRound,
  });
  const after = await server.cpuMs();
  return { perSecond, cpuMicros: ((after - before) * 1_000) / requests };
}

function medianOf(measured: readonly Measured[]): Measured {
  const middle = Math.floor(measured.length / 2);
  const of = (member: keyof Measured): number =>
    measured.map((each) => each[member]).toSorted((a, b) => a - b)[middle] ?? Number.NaN;
  return { perSecond: of('perSecond'), cpuMicros: of('cpuMicros') };
}

function shown({ perSecond, cpuMicros }: Measured): string {
  return `${Math.round(perSecond).toLocaleString('en').padStart(7)}/s (${cpuMicros.toFixed(0).padStart(3)} µs)`;
}

/** Machines and executions to ask about. */
async function prepare(url: string): Promise<readonly Operation[]> {
  const pass = { Type: 'Pass', End: true };
  const once = await machine(url, 'Once', { StartAt: 'Pass', States: { Pass: pass } });
  const many = await machine(url, 'Many', {
    StartAt: 'Each',
    States: {
      Each: { Type: 'Map', ItemProcessor: { StartAt: 'Pass', States: { Pass: pass } }, End: true },
    },
  });
  const short = await execution(
    url,
    await machine(url, 'Kept', { StartAt: 'Pass', States: { Pass: pass } }),
    '{}',
  );
  const input = JSON.stringify({ order: { lines: [{ sku: 'A1', quantity: 2 }], total: 12 } });
  const long = await execution(url, many, JSON.stringify(Array.from({ length: 4_000 }, (_, index) => index)));
  const first = { executionArn: long, maxResults: 100 };
  let nextToken: string | undefined;
  for (let page = 0; page < 100; page += 1) {
    const answer = await call<{ nextToken: string }>(url, 'GetExecutionHistory', { ...first, nextToken });
    nextToken = answer.nextToken;
  }
  return [
    { name: 'DescribeExecution', operation: 'DescribeExecution', body: { executionArn: short } },
    {
      name: 'GetExecutionHistory, 5 events',
      operation: 'GetExecutionHistory',
      body: { executionArn: short },
    },
    {
      name: 'GetExecutionHistory, 100 from the middle of 16,000',
      operation: 'GetExecutionHistory',
      body: { ...first, nextToken },
    },
    {
      name: 'StartExecution of one Pass',
      operation: 'StartExecution',
      body: { stateMachineArn: once, input },
    },
  ];
}

async function machine(url: string, name: string, definition: object): Promise<string> {
  const { stateMachineArn } = await call<{ stateMachineArn: string }>(url, 'CreateStateMachine', {
    name,
    definition: JSON.stringify(definition),
    roleArn: 'arn:aws:iam::123456789012:role/Role',
  });
  return stateMachineArn;
}

/** To its end. */
async function execution(url: string, stateMachineArn: string, input: string): Promise<string> {
  const { executionArn } = await call<{ executionArn: string }>(url, 'StartExecution', {
    stateMachineArn,
    input,
    name: `at-${performance.now()}`, // moto makes up none
  });
  for (;;) {
    const { status } = await call<{ status: string }>(url, 'DescribeExecution', { executionArn });
    if (status === 'SUCCEEDED') return executionArn;
    if (status !== 'RUNNING') throw new Error(`An execution ended ${status}.`);
  }
}
