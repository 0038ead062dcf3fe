import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FunctionCode } from './function-code.ts';

/** Code as it lies on the disk of this machine. */
export interface UnpackedCode {
  readonly folder: string;
  /** The module of the handler. */
  readonly file: string;
  readonly remove: () => void;
}

/** Code that stands in the template becomes `index`, as Lambda makes of it; a bundle lies there already. */
export function unpackCode({ source, runtime }: FunctionCode): UnpackedCode {
  if (source.from === 'folder') return { ...source, remove: () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'stateyard-function-'));
  const file = join(folder, runtime === 'python' ? 'index.py' : 'index.js');
  writeFileSync(file, source.text);
  return { folder, file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
