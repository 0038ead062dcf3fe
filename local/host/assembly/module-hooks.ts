import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire, type LoadHookSync, type ResolveHookSync } from 'node:module';
import { delimiter, dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import { withoutTypes } from './without-types.ts';

/** How Node.js finds and reads the modules of a Lambda function, so that they lie here as they would lie there. */
export function moduleHooks(root: string): {
  readonly resolve: ResolveHookSync;
  readonly load: LoadHookSync;
} {
  return { resolve: resolveAsThere, load: loadFromBundle(root) };
}

const resolveAsThere: ResolveHookSync = (specifier, context, next) => {
  try {
    return next(specifier, context);
  } catch (error) {
    const source = sourceBehind(specifier, context.parentURL) ?? inLayer(specifier);
    if (source !== undefined) return next(source, context);
    if (!/^@(aws-sdk|smithy)\//.test(specifier)) throw error;
    if (!context.conditions.includes('require'))
      return next(specifier, { ...context, parentURL: import.meta.url });
    return { url: pathToFileURL(resolveHere(specifier)).href, format: 'commonjs', shortCircuit: true };
  }
};

/** Lambda's runtime brings the AWS SDK; bundles leave it out, and find the one beside this file. */
const { resolve: resolveHere } = createRequire(import.meta.url);

/** Sources that a bundler would have put together name each other without `.ts`, or as the `.js` they become. */
function sourceBehind(specifier: string, parentUrl: string | undefined): string | undefined {
  if (!/^\.\.?\//.test(specifier) || !parentUrl?.endsWith('.ts')) return undefined;
  const { href } = new URL(specifier.replace(/\.js$/, ''), parentUrl);
  return [`${href}.ts`, `${href}/index.ts`, `${href}.js`, `${href}.json`].find((url) =>
    existsSync(fileURLToPath(url)),
  );
}

/** Layers lie in `/opt` there; here NODE_PATH has the node_modules of each. */
function inLayer(specifier: string): string | undefined {
  const [, path] = /^\/opt\/nodejs\/(.+)$/.exec(specifier) ?? [];
  if (path === undefined) return undefined;
  return (process.env['NODE_PATH'] ?? '')
    .split(delimiter)
    .flatMap((modules) =>
      ['', '.js', '.mjs', '.cjs', '/index.js'].map((end) => join(modules, '..', path + end)),
    )
    .find((each) => statSync(each, { throwIfNoEntry: false })?.isFile());
}

/**
 * On Lambda no folder is above a bundle. Here there is one, often with a package.json, whose `type` must not say
 * whether the bundle's modules are CommonJS: without one of their own, their syntax does
 * (nodejs.org/api/packages.html#syntax-detection).
 */
function loadFromBundle(root: string): LoadHookSync {
  return (url, context, next) => {
    const file = url.startsWith('file:') ? fileURLToPath(url) : '';
    if (!isDecidedBySyntax(file, root)) return next(url, context);
    const source = sourceOf(file, root);
    return { source, format: isCommonJs(source) ? 'commonjs' : 'module', shortCircuit: true };
  };
}

/** Of the module of a handler: it is to be had by `require`, which asks the hooks; `import` would ask package.json. */
export function isCommonJsOfBundle(file: string, root: string): boolean {
  return isDecidedBySyntax(file, root) && isCommonJs(sourceOf(file, root));
}

function isDecidedBySyntax(file: string, root: string): boolean {
  return file.endsWith('.ts')
    ? file.startsWith(root + sep)
    : file.endsWith('.js') && hasNoPackage(file, root);
}

/** Whether no package.json stands between the file and the root of its bundle, or in it. */
function hasNoPackage(file: string, root: string): boolean {
  if (!file.startsWith(root + sep)) return false;
  for (let folder = dirname(file); folder.length >= root.length; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return false;
  }
  return true;
}

function sourceOf(file: string, root: string): string {
  const text = readFileSync(file, 'utf8');
  return file.endsWith('.ts') ? withoutTypes(text, root) : text;
}

/** What has `import`, `export` or an `await` of its own compiles as a module only. */
function isCommonJs(source: string): boolean {
  try {
    compileFunction(source, ['exports', 'require', 'module', '__filename', '__dirname']);
    return true;
  } catch {
    return false;
  }
}
