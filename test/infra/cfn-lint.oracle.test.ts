import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { env } from 'node:process';
import { expect, test } from '@jest/globals';
import { stateyardStacks } from '../../infra/stacks.ts';
import { bundleOfNothing } from './bundle-of-nothing.ts';

/** Somebody else's reading of CloudFormation's rules. It warns of dependencies that the CDK writes twice. */
const hasLint = (env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'cfn-lint')));
if (!hasLint) process.stdout.write('skipped: cfn-lint is not installed, which would read the templates\n');

(hasLint ? test : test.skip)('finds no error in any template', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'stateyard-lint-'));
  const { stacks } = stateyardStacks(bundleOfNothing, {
    outdir,
    builtinCloudFormationValidation: false,
  }).synth();
  const templates = stacks.map(({ templateFullPath }) => templateFullPath);
  const found = execFileSync('cfn-lint', ['--ignore-checks', 'W3005', '--', ...templates], {
    encoding: 'utf8',
  });
  rmSync(outdir, { recursive: true });
  expect(found).toBe('');
});
