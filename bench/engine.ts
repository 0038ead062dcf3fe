import { performance } from 'node:perf_hooks';
import { StateMachine } from 'aws-local-stepfunctions';
import type { Json } from '../asl/json.ts';
import { compileDefinition } from '../local/engine/compile/definition.ts';
import type { Program } from '../local/engine/compile/program.ts';
import type { Execution } from '../local/engine/execution.ts';
import type { HistoryEvent } from '../local/engine/history-event.ts';
import { createExecution, step } from '../local/engine/interpreter.ts';
import type { Signal } from '../local/engine/signal.ts';

/**
 * `node bench/engine.ts`: state transitions a second of the core alone, with its full history, beside a bare
 * loop that allocates as many records of the same shape, and beside the interpreter of aws-local-stepfunctions,
 * which keeps no history.
 */
interface Case {
  readonly name: string;
  readonly definition: Json;
  readonly input: Json;
  readonly transitions: number;
  /** Whether the peer can run it at all: it knows neither JSONata nor service integrations. */
  readonly peer: boolean;
}

const chainLength = 200;
const mapItems = 10_000;
const secondsPerMeasure = 2;

const cases: readonly Case[] = [
  {
    name: 'Pass with payload templates',
    definition: chain(chainLength, {
      Type: 'Pass',
      Parameters: { 'order.$': '$.order', 'sku.$': '$.order.lines[0].sku', checked: true },
    }),
    input: { order: { lines: [{ sku: 'A1', quantity: 2 }], total: 12 } },
    transitions: chainLength,
    peer: true,
  },
  {
    name: 'JSONata with Assign',
    definition: {
      QueryLanguage: 'JSONata',
      ...chain(chainLength, {
        Type: 'Pass',
        Assign: { count: '{% $states.input.total %}' },
        Output: { total: '{% $states.input.total + 1 %}', lines: '{% $states.input.lines %}', checked: true },
      }),
    },
    input: { total: 0, lines: [{ sku: 'A1', quantity: 2 }] },
    transitions: chainLength,
    peer: false,
  },
  {
    name: `Map over ${mapItems} items of 3 states`,
    definition: {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemProcessor: chain(3, {
            Type: 'Pass',
            Parameters: { 'sku.$': '$.sku', 'quantity.$': '$.quantity' },
          }),
          ResultPath: null,
          End: true,
        },
      },
    },
    input: { items: Array.from({ length: mapItems }, (_, index) => ({ sku: 'A', quantity: index })) },
    transitions: 1 + 3 * mapItems,
    peer: true,
  },
  {
    name: 'Task that answers at once',
    definition: chain(chainLength, {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'F', 'Payload.$': '$' },
      OutputPath: '$.Payload',
    }),
    input: { order: { lines: [{ sku: 'A1', quantity: 2 }], total: 12 } },
    transitions: chainLength,
    peer: false,
  },
];

for (const { name, definition, input, transitions, peer } of cases) {
  const program = compileDefinition(definition);
  const { history } = execute(program, input);
  const ours = await perSecond(transitions, () => execute(program, input));
  const bare = await perSecond(transitions, () => allocateLike(history));
  const machine = peer ? new StateMachine(definition as never) : undefined;
  const theirs = machine && (await perSecond(transitions, () => machine.run(input as never).result));
  console.log(
    [
      name.padEnd(34),
      `${count(ours)} transitions/s`,
      `bare loop ${count(bare)} (${(bare / ours).toFixed(1)}x)`,
      theirs === undefined
        ? ''
        : `aws-local-stepfunctions ${count(theirs)} (we are ${(ours / theirs).toFixed(1)}x)`,
    ].join('  '),
  );
}

function chain(
  length: number,
  state: { readonly [field: string]: Json },
): { readonly [field: string]: Json } {
  const states = Array.from({ length }, (_, index) => [
    `S${index}`,
    { ...state, ...(index + 1 < length ? { Next: `S${index + 1}` } : { End: true }) },
  ]);
  return { StartAt: 'S0', States: Object.fromEntries(states) };
}

/** An execution from beginning to end; tasks succeed at once with their parameters. Express, so no history is too long. */
function execute(program: Program, input: Json): Execution {
  const execution = createExecution(program, {
    arn: 'arn:aws:states:us-east-1:123456789012:express:Machine:one:id',
    name: 'one',
    stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Machine',
    stateMachineName: 'Machine',
    roleArn: 'arn:aws:iam::123456789012:role/Role',
    type: 'EXPRESS',
    input,
    seed: 1,
  });
  const signals: Signal[] = [{ type: 'ExecutionStarted', at: 0 }];
  for (const signal of signals) {
    for (const command of step(execution, signal)) {
      if (command.type === 'Continue') signals.push({ type: 'Continued', at: 0 });
      if (command.type === 'StartTask') {
        const { taskId, parameters } = command.task;
        signals.push({
          type: 'TaskReported',
          at: 0,
          taskId,
          report: { type: 'succeeded', output: parameters },
        });
      }
    }
  }
  if (execution.status !== 'SUCCEEDED') throw new Error(`${execution.error}: ${execution.cause}`);
  return execution;
}

/** What no interpreter can avoid: one record for each event. */
function allocateLike(history: readonly HistoryEvent[]): readonly object[] {
  const records: object[] = [];
  for (let id = 1; id <= history.length; id += 1) {
    const { type } = history[id - 1] as HistoryEvent;
    records.push({
      id,
      previousEventId: id - 1,
      at: 0,
      type,
      name: type,
      value: history,
      assigned: undefined,
    });
  }
  return records;
}

async function perSecond(transitions: number, act: () => unknown): Promise<number> {
  for (const warmUntil = performance.now() + 500; performance.now() < warmUntil; ) await act();
  const from = performance.now();
  let done = 0;
  while (performance.now() < from + secondsPerMeasure * 1_000) {
    const result = act();
    if (result instanceof Promise) await result;
    done += transitions;
  }
  return (done * 1_000) / (performance.now() - from);
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en').padStart(10);
}
