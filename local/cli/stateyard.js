#!/usr/bin/env node
import { existsSync } from 'node:fs';
import module from 'node:module';

/** In the project the sources run as they are; in the published package only what was built from them is there. */
const source = new URL('./main.ts', import.meta.url);
const built = new URL('../../dist/local/cli/main.js', import.meta.url);

/** Older than that, Node runs no TypeScript; the built package needs 22 for the AWS SDK all the same. */
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Stateyard needs Node 22.18 or newer; this is ${process.versions.node}. npx and npm run bring one along.`,
  );
  process.exitCode = 1;
} else {
  // Node keeps what it has compiled: from the second time on a command starts three times as quickly.
  module.enableCompileCache();
  await import(existsSync(source) ? source : built);
}
