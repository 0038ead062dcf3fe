import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from '@jest/globals';

/**
 * The house rules that a program can check. One read of every source file; each message says what to do instead.
 */

const roots = ['asl', 'tasks', 'workflows', 'local', 'infra', 'build', 'bench'];

/** Who may import whom: the first zone that a path starts with is its zone. */
const zones: readonly { readonly zone: string; readonly may: readonly string[] }[] = [
  { zone: 'asl/builder', may: ['asl'] },
  { zone: 'asl', may: ['asl'] },
  { zone: 'tasks', may: ['asl/builder', 'asl/json.ts', 'tasks'] },
  { zone: 'workflows', may: ['asl', 'tasks', 'workflows'] },
  { zone: 'infra', may: ['asl', 'tasks', 'workflows', 'infra'] },
  { zone: 'local/engine', may: ['asl', 'local/engine'] },
  { zone: 'local/host', may: ['asl', 'local/engine', 'local/host'] },
  { zone: 'local/api', may: ['asl', 'local/engine', 'local/api'] },
  { zone: 'local/testing', may: ['asl', 'local/engine', 'local/testing'] },
  { zone: 'local/console', may: ['local/console'] },
  { zone: 'local/index.ts', may: ['local'] },
  { zone: 'build', may: ['build'] },
  { zone: 'local/cli', may: ['asl', 'tasks', 'workflows', 'local', 'package.json'] },
  { zone: 'bench', may: ['asl', 'tasks', 'workflows', 'local', 'bench', 'test/support'] },
];

/** asl's language parts know nothing of the builder; nor does the engine. */
const mustNot: readonly { readonly zone: string; readonly not: string }[] = [
  { zone: 'asl/expressions', not: 'asl/builder' },
  { zone: 'asl/validate', not: 'asl/builder' },
  { zone: 'asl/graph', not: 'asl/builder' },
  { zone: 'local/engine', not: 'asl/builder' },
  { zone: 'local/engine', not: 'asl/validate' },
  { zone: 'local/api', not: 'asl/builder' },
];

/** Packages that belong to one place. */
const packagesOf: readonly { readonly package: RegExp; readonly only: RegExp }[] = [
  { package: /^node:http$/, only: /^(local\/host|bench)\// },
  { package: /^(aws-cdk-lib|constructs|cdk-nag)/, only: /^infra\// },
  { package: /^(preact|@preact)/, only: /^local\/console\// },
  { package: /^sharp$/, only: /^(tasks|local\/cli|bench|workflows\/samples)\// },
];

/** Text that may not stand in a file of the zone, and what to write instead. */
const bans: readonly { readonly where: RegExp; readonly pattern: RegExp; readonly instead: string }[] = [
  {
    where: /^(asl\/(?!builder\/)|local\/engine\/|local\/api\/)/,
    pattern:
      /\bDate\.now\b|\bnew Date\(\)|\bsetTimeout\b|\bsetImmediate\b|\bMath\.random\b|\brandomUUID\b|\bprocess\.|\bconsole\./,
    instead: 'take it through a port (local/engine/ports.ts) or as data',
  },
  {
    where: /^local\/engine\//,
    pattern: /\bawait\b|\basync\b/,
    instead: 'the core is synchronous: return a command and wait for a signal',
  },
  { where: /./, pattern: /\bas any\b|@ts-ignore|@ts-nocheck/, instead: 'a type that says what the value is' },
  { where: /./, pattern: /\b(FIXME|XXX)\b/, instead: 'finish it, or write down what falls short and why' },
  { where: /./, pattern: /^export default\b/m, instead: 'a named export' },
];

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly code: string;
  readonly imports: readonly string[];
}

const files = roots.flatMap(sourceFiles);

test('reads the whole house', () => {
  expect(files.length).toBeGreaterThan(20);
});

test('imports only go the way the architecture allows', () => {
  const forbidden = files.flatMap((file) =>
    localImports(file)
      .filter((target) => !mayImport(file.path, target))
      .map((target) => `${file.path} imports ${target}; it may import ${zoneOf(file.path)?.may.join(', ')}`),
  );
  expect(forbidden).toEqual([]);
});

test('imports name files that exist', () => {
  const missing = files.flatMap((file) =>
    localImports(file)
      .filter((target) => !existsSync(target))
      .map((target) => `${file.path} imports ${target}, which does not exist`),
  );
  expect(missing).toEqual([]);
});

test('no file takes part in an import cycle', () => {
  const edges = new Map(files.map((file) => [file.path, localImports(file)]));
  expect(cycleIn(edges)).toEqual([]);
});

test('no folders import each other', () => {
  const edges = new Map<string, string[]>();
  for (const file of files) {
    const from = dirname(file.path);
    const to = localImports(file)
      .map(dirname)
      .filter((folder) => !related(from, folder));
    edges.set(from, [...(edges.get(from) ?? []), ...to]);
  }
  expect(cycleIn(edges)).toEqual([]);
});

test('packages are imported only where they belong', () => {
  const strays = files.flatMap((file) =>
    packagesOf
      .filter((rule) => !rule.only.test(file.path) && file.imports.some((name) => rule.package.test(name)))
      .map((rule) => `${file.path} imports ${rule.package.source}, which belongs to ${rule.only.source}`),
  );
  expect(strays).toEqual([]);
});

test('no banned text, each with what to write instead', () => {
  const found = files.flatMap((file) =>
    bans
      .filter((ban) => ban.where.test(file.path) && ban.pattern.test(file.code))
      .map((ban) => `${file.path} has ${ban.pattern.exec(file.code)?.[0]}: ${ban.instead}`),
  );
  expect(found).toEqual([]);
});

test('files are named for the thing in them', () => {
  const vague = /(^|\/)(utils?|common|helpers?|types|lib|misc|shared)(\/|\.ts$)/;
  const wrong = files.map((file) => file.path).filter((path) => vague.test(path) || /[A-Z_]/.test(path));
  expect(wrong).toEqual([]);
});

test('no file is longer than 500 lines, no path deeper than three folders', () => {
  const long = files.filter((file) => file.text.split('\n').length > 500).map((file) => file.path);
  const deep = files.map((file) => file.path).filter((path) => path.split('/').length > 4);
  expect([...long, ...deep]).toEqual([]);
});

function sourceFiles(root: string): SourceFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      const code = withoutComments(text);
      return { path, text, code, imports: importsOf(code) };
    });
}

/** Good enough for our own formatted code: strings that contain comment marks are kept by the line rule. */
function withoutComments(text: string): string {
  return text.replaceAll(/^\s*\/\*\*?[\s\S]*?\*\/\s*$/gm, '').replaceAll(/(^|\s)\/\/ .*$/gm, '$1');
}

function importsOf(code: string): string[] {
  const statements = code.matchAll(/^(?:import\b[^;'"]*?|export\b[^;'"=]*?\bfrom\s+)['"]([^'"]+)['"]/gm);
  const dynamic = code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g);
  return [...statements, ...dynamic].map((match) => match[1] ?? '');
}

function localImports(file: SourceFile): string[] {
  return file.imports
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(join(dirname(file.path), name)));
}

function zoneOf(path: string) {
  return zones.find((entry) => path.startsWith(`${entry.zone}/`) || path === entry.zone);
}

function mayImport(from: string, to: string): boolean {
  const within = (folder: string) => to === folder || to.startsWith(`${folder}/`);
  const allowed = zoneOf(from)?.may.some(within) ?? false;
  return allowed && !mustNot.some((rule) => from.startsWith(`${rule.zone}/`) && within(rule.not));
}

/** A folder and its own sub-folders are one subject; only strangers may not import each other. */
function related(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

/** The first cycle found, as the path that closes it; empty when there is none. */
function cycleIn(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const search = (place: string, trail: readonly string[]): string[] => {
    if (trail.includes(place)) return [...trail.slice(trail.indexOf(place)), place];
    if (done.has(place)) return [];
    for (const next of edges.get(place) ?? []) {
      const cycle = search(next, [...trail, place]);
      if (cycle.length > 0) return cycle;
    }
    done.add(place);
    return [];
  };
  for (const place of edges.keys()) {
    const cycle = search(place, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
