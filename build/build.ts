import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** `npm run build`: the package as its users get it, in `dist`. */
const folder = 'dist';
const roots = ['asl', 'tasks', 'workflows', 'local', 'infra'];

rmSync(folder, { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
});
for (const root of roots) {
  cpSync(root, join(folder, root), { recursive: true, filter: (path) => !path.endsWith('.ts') });
}
