import { performance } from 'node:perf_hooks';
import { emit } from '../asl/builder/emit/emit.ts';
import { graph } from '../asl/graph/graph.ts';
import { toSvg } from '../asl/graph/svg.ts';
import { hardDefinitions } from '../test/support/hard-definitions.ts';
import { accountProvisioning } from '../workflows/account-provisioning.ts';
import { checkout } from '../workflows/checkout.ts';

/**
 * `node bench/graph.ts`: definitions drawn, from the ASL to the text of the SVG. Beside it the limit, the same text only
 * copied through JSON: what reading and writing that many characters takes, with nothing placed and no line led.
 */
const rounds = 7;

const definitions = [
  ['Checkout', emit(checkout)],
  ['AccountProvisioning', emit(accountProvisioning)],
  ...hardDefinitions,
] as const;

for (const [name, definition] of definitions) {
  const svg = toSvg(graph(definition));
  const oursMs = median(() => toSvg(graph(definition)));
  const limitMs = median(() => JSON.parse(JSON.stringify(svg)));
  console.log(
    `${name.padEnd(36)} ${oursMs.toFixed(0).padStart(6)} ms   ${(svg.length / 1_000).toFixed(0).padStart(5)} kB` +
      `   text alone ${limitMs.toFixed(2)} ms`,
  );
}

function median(work: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
  return times.toSorted((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0;
}
