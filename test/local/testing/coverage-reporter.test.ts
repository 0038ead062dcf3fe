import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { QueryLanguage } from '../../../asl/definition.ts';
import {
  coverageFolderVariable,
  writeCollectedCoverage,
} from '../../../local/testing/coverage/coverage-files.ts';
import { CoverageReporter, type CoverageReporterSettings } from '../../../local/testing/coverage-reporter.ts';
import { runWorkflow } from '../../../local/testing/index.ts';
import { said } from '../../support/said.ts';
import { buy, carefulTasks, emptyShop } from './small-shop.ts';

const folder = mkdtempSync(join(tmpdir(), 'coverage-reporter-'));
const variable = process.env[coverageFolderVariable];

beforeEach(() => void delete process.env[coverageFolderVariable]);
afterEach(() => {
  if (variable === undefined) delete process.env[coverageFolderVariable];
  else process.env[coverageFolderVariable] = variable;
  rmSync(folder, { recursive: true, force: true });
});

/** What a run of jest with two test files would do. */
async function report(settings: CoverageReporterSettings, queryLanguages = ['JSONata'] as QueryLanguage[]) {
  const reporter = new CoverageReporter({}, settings);
  for (const queryLanguage of queryLanguages) {
    const tasks = carefulTasks(emptyShop());
    await runWorkflow(buy, { orderId: '7', amount: 20 }, { tasks, queryLanguage });
  }
  writeCollectedCoverage();
  writeCollectedCoverage();
  const { stdout, stderr } = await said(async () => {
    reporter.onRunComplete();
    return 0;
  });
  return { stdout, stderr, error: reporter.getLastError() };
}

test('prints the table of every file together', async () => {
  const { stdout, error } = await report({ workflows: ['Buy'] });
  expect(stdout).toContain('Buy       37 % (3/8)');
  expect(stdout).toContain('Never reached in Buy:\n  TellManager\n');
  expect(error).toBeUndefined();
});

test('fails below a threshold', async () => {
  const { error } = await report({ workflows: ['Buy'], thresholds: { states: 90 } });
  expect(error?.message).toContain('Buy: 3 of 8 states reached; the threshold is 90 %');
});

test('writes pictures and figures', async () => {
  await report({ workflows: ['Buy'], folder });
  expect(readFileSync(join(folder, 'Buy.svg'), 'utf8')).toContain('Coverage of Buy');
  expect(JSON.parse(readFileSync(join(folder, 'coverage.json'), 'utf8'))).toMatchObject([
    { workflow: 'Buy' },
  ]);
});

test('says nothing of workflows that are not asked for', async () => {
  expect((await report({ workflows: ['Other'], folder })).stdout).toBe('');
  expect(existsSync(folder)).toBe(false);
});

/** The last, for what has been collected stays. */
test('tells the two query languages apart', async () => {
  const { stdout } = await report({ workflows: ['Buy'], folder }, ['JSONata', 'JSONPath']);
  expect(stdout).toContain('Buy             37 % (3/8)');
  expect(stdout).toContain('Buy (JSONPath)  ');
  expect(readdirSync(folder).toSorted()).toEqual(['Buy-JSONPath.svg', 'Buy.svg', 'coverage.json']);
});
