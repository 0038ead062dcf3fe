import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPackageJSON } from 'node:module';

/** Packages that bring a binary, which no bundler can put into a file: they lie beside the bundle. */
export const nativePackages = ['sharp'] as const;
export type NativePackage = (typeof nativePackages)[number];

/** As in the names of npm packages. */
export type Architecture = 'arm64' | 'x64';

export interface PackedPackage {
  /** A `node_modules` with the package and all that it needs. */
  readonly folder: string;
  /** Name, version and architecture. */
  readonly identity: string;
}

/**
 * The package as Lambda's Linux needs it, whatever this machine is: npm chooses the binary by the machine unless it is
 * told. It is fetched once for each version and kept; undefined where the registry cannot be reached.
 */
export function packNative(
  name: NativePackage,
  { architecture, cache }: { readonly architecture: Architecture; readonly cache: string },
): PackedPackage | undefined {
  const version = installedVersion(name);
  const identity = `${name}-${version}-linux-${architecture}`;
  const kept = join(cache, identity);
  const packed = { folder: join(kept, 'node_modules'), identity };
  if (existsSync(kept)) return packed;
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, '.fetching-'));
  try {
    install(`${name}@${version}`, architecture, fresh);
    renameSync(fresh, kept);
    return packed;
  } catch {
    rmSync(fresh, { recursive: true, force: true });
    return existsSync(kept) ? packed : undefined;
  }
}

function installedVersion(name: NativePackage): string {
  const description = findPackageJSON(name, import.meta.url);
  if (description === undefined) throw new Error(`A task imports ${name}, which is not installed.`);
  return (JSON.parse(readFileSync(description, 'utf8')) as { readonly version: string }).version;
}

function install(wanted: string, architecture: Architecture, folder: string): void {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const machine = ['--os=linux', `--cpu=${architecture}`, '--libc=glibc'];
  const quietly = [
    '--no-save',
    '--no-package-lock',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--fetch-retries=0',
  ];
  execFileSync('npm', ['install', ...machine, ...quietly, wanted], {
    cwd: folder,
    stdio: 'ignore',
    timeout: FETCH_MS_MAX,
  });
  rmSync(join(folder, 'node_modules/.package-lock.json'), { force: true });
}

const FETCH_MS_MAX = 60_000;
