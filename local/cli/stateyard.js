#!/usr/bin/env node
import { existsSync } from 'node:fs';

/** In the project the sources run as they are; in the published package only what was built from them is there. */
const source = new URL('./main.ts', import.meta.url);
const built = new URL('../../dist/local/cli/main.js', import.meta.url);

await import(existsSync(source) ? source : built);
