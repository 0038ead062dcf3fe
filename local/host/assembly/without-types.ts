import { createRequire, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';

/** Of esbuild, what is needed of it here. */
interface Esbuild {
  readonly transformSync: (text: string, options: object) => { readonly code: string };
}

/**
 * TypeScript as JavaScript. By esbuild where the function's project or this one has it, as `sam build` has: it leaves out
 * imports of mere types. Node.js, which does it otherwise, cannot tell them.
 */
export function withoutTypes(text: string, root: string): string {
  const esbuild = esbuildNear(root) ?? esbuildNear(import.meta.dirname);
  if (esbuild === undefined) return stripTypeScriptTypes(text, { mode: 'transform' });
  return esbuild.transformSync(text, { loader: 'ts', target: 'node22', sourcemap: 'inline' }).code;
}

function esbuildNear(folder: string): Esbuild | undefined {
  try {
    return createRequire(join(folder, 'any.js'))('esbuild') as Esbuild;
  } catch {
    return undefined;
  }
}
