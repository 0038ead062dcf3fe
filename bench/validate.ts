import { performance } from 'node:perf_hooks';
import { validate } from '../asl/validate/validate.ts';

/**
 * `node bench/validate.ts`: 10,000 states validated, asked for under 200 ms. Each case is a fresh definition each time,
 * and every expression in it is another text, so that nothing is remembered from one state to the next. Beside it the
 * limit: the same definition only written as JSON and read again.
 */
const states = 10_000;
const rounds = 15;
const warmUpRounds = 3;

interface Case {
  readonly name: string;
  readonly queryLanguage?: 'JSONata';
  readonly state: (index: number) => object;
}

/** States are small, for 10,000 of them must fit into a definition's 1 MiB. */
const cases: readonly Case[] = [
  { name: 'plain', state: () => ({ Type: 'Pass' }) },
  { name: 'paths', state: (index) => ({ Type: 'Pass', Parameters: { 'a.$': `$.b${index}[0].c` } }) },
  {
    name: 'intrinsic functions',
    state: (index) => ({ Type: 'Pass', Parameters: { 'a.$': `States.MathAdd($.b${index}, 1)` } }),
  },
  {
    name: 'JSONata, each text another',
    queryLanguage: 'JSONata',
    state: (index) => ({ Type: 'Pass', Output: `{% $sum($states.input.a${index}) + 1 %}` }),
  },
];

for (const { name, queryLanguage, state } of cases) {
  const definition = () => chain(state, queryLanguage);
  const errors = validate(definition()).filter(({ severity }) => severity === 'ERROR');
  if (errors[0]) throw new Error(`${name}: ${errors[0].message}`);
  const [ours, limit] = [median(definition, validate), median(definition, copy)];
  console.log(
    `${name.padEnd(34)}  ${milliseconds(ours.wallMs)}   processor ${milliseconds(ours.processorMs)}   ` +
      `JSON alone ${milliseconds(limit.wallMs)} (${(ours.wallMs / limit.wallMs).toFixed(1)}x)` +
      (ours.wallMs < 200 ? '' : '   OVER 200 ms'),
  );
}

function chain(state: (index: number) => object, QueryLanguage: 'JSONata' | undefined): object {
  const entries = Array.from({ length: states }, (_, index) => [
    `S${index}`,
    { ...state(index), ...(index + 1 < states ? { Next: `S${index + 1}` } : { End: true }) },
  ]);
  return { ...(QueryLanguage && { QueryLanguage }), StartAt: 'S0', States: Object.fromEntries(entries) };
}

function copy(definition: object): unknown {
  return JSON.parse(JSON.stringify(definition));
}

interface Cost {
  readonly wallMs: number;
  /** All threads together, garbage collection too: tells a busy machine from slow code. */
  readonly processorMs: number;
}

/** Of what the work takes, the making of its definition apart; the first rounds warm up. */
function median(make: () => object, work: (definition: object) => unknown): Cost {
  const costs = Array.from({ length: rounds }, () => costOf(make(), work)).slice(warmUpRounds);
  const middle = (values: readonly number[]) =>
    values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
  return {
    wallMs: middle(costs.map(({ wallMs }) => wallMs)),
    processorMs: middle(costs.map(({ processorMs }) => processorMs)),
  };
}

function costOf(definition: object, work: (definition: object) => unknown): Cost {
  const [from, before] = [performance.now(), process.cpuUsage()];
  work(definition);
  const { user, system } = process.cpuUsage(before);
  return { wallMs: performance.now() - from, processorMs: (user + system) / 1000 };
}

function milliseconds(value: number): string {
  return `${value.toFixed(0)} ms`.padStart(7);
}
