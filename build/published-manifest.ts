/** The parts of package.json that differ between a checkout and the package. */
export interface Manifest {
  readonly exports: { readonly [entry: string]: string };
  readonly [field: string]: unknown;
}

/** Of use in a checkout only. The Node that `npm ci` brings along would be the one that a user's own scripts run on. */
const ofTheCheckout = ['scripts', 'devDependencies', 'optionalDependencies', 'overrides'];

/**
 * The package.json of the package. In a checkout the entries are sources, so that `import … from 'stateyard'` works in
 * any file of it without a build. Node runs no TypeScript inside node_modules: there they are what was built from it.
 */
export function publishedManifest(manifest: Manifest): object {
  const kept = Object.entries(manifest).filter(([field]) => !ofTheCheckout.includes(field));
  const entries = Object.entries(manifest.exports).map(([entry, source]) => [entry, built(source)]);
  return { ...Object.fromEntries(kept), exports: Object.fromEntries(entries) };
}

/** `./asl/index.ts` is built as `./dist/asl/index.js`; what is no TypeScript stays where it is. */
function built(source: string): string | { readonly types: string; readonly default: string } {
  const [, path] = /^\.\/(.*)\.ts$/.exec(source) ?? [];
  if (path === undefined) return source;
  return { types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` };
}
