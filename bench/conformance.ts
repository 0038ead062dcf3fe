import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * `npm run conformance`: how often Stateyard answers as AWS did. Starts `stateyard local` on a free port, runs
 * the recorded cases of `../shared/conformance` against it, and holds the result to the ratchet file: what has
 * passed once must pass from then on.
 *
 *   npm run conformance                       all cases that need no other service
 *   npm run conformance -- --area base,api    these areas; --only TEXT: ids that contain the text
 *   npm run conformance -- --update           write the ratchet file when something has risen
 *   npm run conformance -- --strict           compare also what the recordings leave open
 *
 * All other options go to the runner as they are. Exit code 0, or 1 when something has fallen.
 */
const runner = join('..', 'shared', 'conformance', 'run.mjs');
const ratchetPath = join('test', 'conformance-rates.json');
const grades = ['output', 'history', 'api'] as const;

type Grade = (typeof grades)[number];
/** By area and grade: how many cases passed, of how many that were run. */
type Rates = { readonly [area: string]: { readonly [grade in Grade]?: Count } };
type Count = readonly [passed: number, run: number];

interface Report {
  readonly areas: { readonly [area: string]: { readonly [grade in Grade]: Count } };
}

const mockConfigCases = 'mock-config';

if (existsSync(runner)) {
  process.exitCode = await conformance(process.argv.slice(2));
} else {
  console.log(
    `There is nothing to compare with: ${runner} is absent. The recorded cases are not part of the project.`,
  );
}

async function conformance(given: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'stateyard-conformance-'));
  try {
    const options = given.filter((option) => option !== '--update');
    const report = await measure(options, folder);
    if (report === undefined) return 1;
    const partial = options.some((option) =>
      ['--only', '--cases', '--strict', '--no-lambda'].includes(option),
    );
    return partial ? 0 : ratchet(ratesOf(report), given.includes('--update'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(options: readonly string[], folder: string): Promise<Report | undefined> {
  const lambdaPort = await freePort();
  const mockConfig = await writeMockConfig(folder);
  const server = await startStateyard(options, lambdaPort, mockConfig);
  if (server === undefined) return undefined;
  try {
    const json = join(folder, 'report.json');
    const own = ['--endpoint', server.url, '--lambda-port', String(lambdaPort), '--json', json];
    const code = await ended(
      spawn(process.execPath, [runner, ...own, ...withMockConfig(options)], { stdio: 'inherit' }),
    );
    return code === 0 ? (JSON.parse(readFileSync(json, 'utf8')) as Report) : undefined;
  } finally {
    server.process.kill();
  }
}

/** Cases with a mock file need nothing but Stateyard itself, so they always run. */
function withMockConfig(options: readonly string[]): readonly string[] {
  const at = options.indexOf('--needs');
  if (at < 0) return [...options, '--needs', mockConfigCases];
  return options.with(at + 1, `${options[at + 1] ?? ''},${mockConfigCases}`);
}

async function writeMockConfig(folder: string): Promise<string> {
  const path = join(folder, 'mock-config.json');
  await ended(spawn(process.execPath, [runner, '--write-mock-config', path], { stdio: 'ignore' }));
  return path;
}

/** The runner's stand-ins for other services are Stateyard's too. */
async function startStateyard(
  options: readonly string[],
  lambdaPort: number,
  mockConfig: string,
): Promise<{ readonly url: string; readonly process: ChildProcess } | undefined> {
  const awsEndpoint = options.includes('--aws-endpoint')
    ? options[options.indexOf('--aws-endpoint') + 1]
    : undefined;
  const server = spawn(process.execPath, [join('local', 'cli', 'main.ts'), 'local', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      LAMBDA_ENDPOINT: `http://127.0.0.1:${lambdaPort}`,
      ...(awsEndpoint !== undefined && { AWS_ENDPOINT_URL: awsEndpoint }),
      SFN_MOCK_CONFIG: mockConfig,
    },
  });
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /^Stateyard is listening on (\S+)$/.exec(line)?.[1];
    if (url === undefined) continue;
    server.stdout.resume();
    return { url, process: server };
  }
  console.error('stateyard local ended before it was ready; what it said stands above.');
  return undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function ratesOf(report: Report): Rates {
  return Object.fromEntries(
    Object.entries(report.areas).map(([area, counts]) => [
      area,
      Object.fromEntries(
        grades.filter((grade) => counts[grade][1] > 0).map((grade) => [grade, counts[grade]]),
      ),
    ]),
  );
}

interface Change {
  readonly area: string;
  readonly grade: Grade;
  readonly was: Count;
  readonly is: Count;
}

function ratchet(now: Rates, update: boolean): number {
  const before: Rates = existsSync(ratchetPath)
    ? (JSON.parse(readFileSync(ratchetPath, 'utf8')) as Rates)
    : {};
  const changes = changesBetween(before, now);
  const fallen = changes.filter(hasFallen);
  const risen = changes.filter((change) => hasRisen(change) && !hasFallen(change));
  for (const change of fallen) console.log(`FALLEN ${shown(change)}`);
  for (const change of risen) console.log(`risen  ${shown(change)}`);
  if (fallen.length > 0) return 1;
  if (risen.length > 0 && update) writeFileSync(ratchetPath, ratesText(merged(before, risen)));
  else if (risen.length > 0) console.log(`Keep it: npm run conformance -- --update writes ${ratchetPath}.`);
  return 0;
}

function changesBetween(before: Rates, now: Rates): Change[] {
  return Object.entries(now)
    .flatMap(([area, counts]) =>
      grades.map((grade) => ({
        area,
        grade,
        was: before[area]?.[grade] ?? ([0, 0] as const),
        is: counts[grade] ?? ([0, 0] as const),
      })),
    )
    .filter(({ is }) => is[1] > 0);
}

/** With fewer cases than before (`--needs` decides) there may not be more failures than there were. */
function hasFallen({ was, is }: Change): boolean {
  return is[1] < was[1] ? is[1] - is[0] > was[1] - was[0] : is[0] < was[0];
}

/** Only a run with all the cases of before can raise a number. */
function hasRisen({ was, is }: Change): boolean {
  return is[1] >= was[1] && (is[0] > was[0] || is[1] > was[1]);
}

function shown({ area, grade, was, is }: Change): string {
  return `${area} ${grade}: ${was.join('/')} -> ${is.join('/')}`;
}

function merged(before: Rates, changes: readonly Change[]): Rates {
  const rates: { [area: string]: { [grade in Grade]?: Count } } = { ...before };
  for (const { area, grade, is } of changes) rates[area] = { ...rates[area], [grade]: is };
  return Object.fromEntries(Object.entries(rates).toSorted(([one], [other]) => one.localeCompare(other)));
}

/** A line for each area, as the formatter would write it. */
function ratesText(rates: Rates): string {
  const lines = Object.entries(rates).map(([area, counts]) => {
    const shownCounts = Object.entries(counts).map(([grade, count]) => `"${grade}": [${count.join(', ')}]`);
    return `  "${area}": { ${shownCounts.join(', ')} }`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}
