import { z } from 'zod';
import type { QualityRule } from '../dataset-submission.ts';
import type { ColumnProfile } from './column-profile.ts';
import { distinctOf, distinctValues } from './distinct-values.ts';

/** What became of a rule: how much of it holds, from 0 to 1, and in what words. */
export const RuleResult = z.object({
  rule: z.string(),
  passed: z.boolean(),
  score: z.number(),
  because: z.string(),
});
export type RuleResult = z.output<typeof RuleResult>;

export const Quality = z.object({ score: z.number(), rules: z.array(RuleResult) });
export type Quality = z.output<typeof Quality>;

/** The mean of all rules; without rules, data is as good as it claims to be. */
export function qualityOf(rules: readonly QualityRule[], profiles: readonly ColumnProfile[]): Quality {
  const results = rules.map((rule) => resultOf(rule, profiles));
  const sum = results.reduce((total, { score }) => total + score, 0);
  return { score: results.length === 0 ? 1 : rounded(sum / results.length), rules: results };
}

function resultOf(rule: QualityRule, profiles: readonly ColumnProfile[]): RuleResult {
  if (rule.rule === 'rows') return rowsResult(rule.atLeast, profiles[0]?.rows ?? 0);
  const profile = profiles.find(({ column }) => column === rule.column);
  const name = `${rule.rule} ${rule.column}`;
  if (profile === undefined) {
    return { rule: name, passed: false, score: 0, because: `There is no column ${rule.column}.` };
  }
  return { rule: name, ...columnResult(rule, profile) };
}

function rowsResult(atLeast: number, rows: number): RuleResult {
  const score = rounded(Math.min(1, rows / atLeast));
  return { rule: 'rows', passed: rows >= atLeast, score, because: `${rows} rows, of at least ${atLeast}.` };
}

type ColumnRule = Exclude<QualityRule, { readonly rule: 'rows' }>;
type Result = Omit<RuleResult, 'rule'>;

function columnResult(rule: ColumnRule, profile: ColumnProfile): Result {
  switch (rule.rule) {
    case 'complete':
      return completeResult(rule.share, profile);
    case 'unique':
      return uniqueResult(profile);
    case 'between':
      return betweenResult(rule, profile);
    default:
      return rule satisfies never;
  }
}

function completeResult(share: number, { rows, values }: ColumnProfile): Result {
  const found = rows === 0 ? 0 : values / rows;
  const score = share === 0 ? 1 : rounded(Math.min(1, found / share));
  return { passed: found >= share, score, because: `${values} of ${rows} rows have a value.` };
}

/** What an estimate may be off by without saying anything: three times its standard error (1024 hashes: 3.1 %). */
const estimateSlack = 0.1;

function uniqueResult({ values, distinct }: ColumnProfile): Result {
  const { count, isExact } = distinctOf(distinct ?? distinctValues());
  const share = values === 0 ? 0 : Math.min(1, count / values);
  const passed = isExact ? count === values && values > 0 : share >= 1 - estimateSlack;
  const because = `${isExact ? '' : 'about '}${count} different values among ${values}.`;
  return { passed, score: passed ? 1 : rounded(share), because };
}

function betweenResult(
  { least, most }: { readonly least: number; readonly most: number },
  profile: ColumnProfile,
): Result {
  if (profile.least === null || profile.most === null) {
    return { passed: false, score: 0, because: 'It has no numbers.' };
  }
  const passed = profile.least >= least && profile.most <= most;
  const because = `Its numbers go from ${profile.least} to ${profile.most}, of ${least} to ${most}.`;
  return { passed, score: passed ? 1 : 0, because };
}

/** Floats that differ in the last digit shall not decide. */
function rounded(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}
