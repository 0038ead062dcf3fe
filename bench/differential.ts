import * as fc from 'fast-check';
import { jsonEquals } from '../asl/expressions/json-equals.ts';
import { validate } from '../asl/validate/validate.ts';
import { runCore } from '../test/support/core.ts';
import type { End } from './differential/end.ts';
import { Moto } from './differential/moto.ts';
import { knownFault } from './differential/moto-faults.ts';
import { type DifferentialCase, differentialCases } from './differential/random-definition.ts';

/**
 * `node bench/differential.ts [cases] [seed]`: runs generated definitions here and on moto's interpreter, 200 unless
 * told otherwise, and compares how they end. What moto is known to do otherwise is counted apart, by reason. Exit
 * code 1 when a difference remains that no rule explains, after showing it with its definition.
 */
const count = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? Date.now() & 0x7fffffff);
const port = 20_000 + (process.pid % 20_000);

const moto = await Moto.start(port);
if (moto === undefined) {
  console.log(
    'There is nothing to compare with: moto_server is not installed (pip install "moto[server,stepfunctions]").',
  );
} else {
  try {
    process.exitCode = await compareAll(moto);
  } finally {
    moto.stop();
  }
}

async function compareAll(peer: Moto): Promise<number> {
  console.log(`${count} definitions from seed ${seed}`);
  const outcomes = new Map<string, number>();
  let unexplained = 0;
  for (const [index, one] of fc.sample(differentialCases(), { numRuns: count, seed }).entries()) {
    const [ours, theirs] = [here(one), await peer.run(one)];
    const outcome = judge(one, ours, theirs);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (outcome !== 'differs') continue;
    unexplained += 1;
    console.log(JSON.stringify({ case: index, ours, theirs, ...one }));
  }
  for (const [outcome, times] of outcomes) console.log(`${String(times).padStart(6)}  ${outcome}`);
  return unexplained === 0 ? 0 : 1;
}

function here({ definition, input }: DifferentialCase): End {
  const refusal = validate(definition).find(({ severity }) => severity === 'ERROR');
  if (refusal !== undefined) return { status: 'REFUSED', error: `${refusal.code}: ${refusal.message}` };
  const { execution } = runCore(definition, { input });
  return execution.status === 'SUCCEEDED'
    ? { status: 'SUCCEEDED', output: execution.output ?? null }
    : { status: 'FAILED', error: execution.error ?? '' };
}

function judge(one: DifferentialCase, ours: End, theirs: End | undefined): string {
  if (theirs === undefined) return 'moto did not come to an end';
  if (same(ours, theirs)) return `the same: ${ours.status}`;
  const fault = knownFault(one, ours, theirs);
  return fault === undefined ? 'differs' : `known of moto: ${fault}`;
}

function same(ours: End, theirs: End): boolean {
  if (ours.status === 'SUCCEEDED' && theirs.status === 'SUCCEEDED')
    return jsonEquals(ours.output, theirs.output);
  if (ours.status === 'FAILED' && theirs.status === 'FAILED') return ours.error === theirs.error;
  return ours.status === theirs.status;
}
