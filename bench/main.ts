import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';

/**
 * Every benchmark, one after the other, each in a process of its own: `npm run bench`, or `npm run bench -- engine`; all
 * of them take less than ten minutes. Each file says at its top what it prints and what it takes when run by itself,
 * `node bench/finished-executions.ts --minutes 10` for instance. Each compares us, a peer and the physical limit in
 * one run; read the ratios, for times are the machine's.
 */
const benchmarks = [
  { name: 'engine', of: 'state transitions a second' },
  { name: 'http', of: 'requests of the API a second' },
  { name: 'spinning', of: 'milliseconds until DescribeExecution is answered while executions spin' },
  { name: 'journal', of: 'state transitions a second with the journal, and what the disk would take' },
  { name: 'open-executions', of: 'memory of executions that wait' },
  { name: 'finished-executions', of: 'memory of executions that have ended' },
  { name: 'csv', of: 'memory of a Distributed Map over a CSV of a million lines' },
  { name: 'explore', of: 'runs a second of the checkout workflow under faults' },
  { name: 'kinesis', of: 'records a second into and out of the stand-in for Kinesis' },
  { name: 'stream', of: 'events a second through Kinesis, the pipe and stream-batch' },
  { name: 'photos', of: 'photos a second through image-recognition' },
  { name: 'type-checking', of: 'milliseconds to check the types of a workflow' },
  { name: 'validate', of: 'milliseconds to validate 10,000 states' },
  { name: 'graph', of: 'milliseconds to draw a definition' },
] as const;

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(', ')}; there are ${benchmarks.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

for (const { name, of } of benchmarks) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(styleText('bold', `\n${name}: ${of}\n`));
  const path = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const { status } = spawnSync(process.execPath, [path], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
