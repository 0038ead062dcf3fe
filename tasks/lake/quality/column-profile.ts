import { z } from 'zod';
import type { Cell, Row } from '../formats/cell.ts';
import type { Column, QualityRule } from '../dataset-submission.ts';
import { DistinctValues, distinctValues, mergedDistinct, noteDistinct } from './distinct-values.ts';
import { personalKinds, personalKindsOf } from './personal-data.ts';

/** What is known of one column's values without keeping them. Profiles of files add up to that of the whole. */
export const ColumnProfile = z.object({
  column: z.string(),
  rows: z.int(),
  values: z.int(),
  least: z.number().nullable(),
  most: z.number().nullable(),
  /** How many values look like an email address, a card number … */
  personal: z.record(z.enum(personalKinds), z.int()),
  /** Only where a rule asks for it: it is the larger part of a profile. */
  distinct: DistinctValues.optional(),
});
export type ColumnProfile = z.output<typeof ColumnProfile>;

export function emptyProfiles(
  columns: readonly Pick<Column, 'name'>[],
  rules: readonly QualityRule[],
): readonly ColumnProfile[] {
  return columns.map(({ name }) => ({
    column: name,
    rows: 0,
    values: 0,
    least: null,
    most: null,
    personal: { EMAIL: 0, CARD: 0, IBAN: 0 },
    ...(isAskedIn(rules, name) && { distinct: distinctValues() }),
  }));
}

function isAskedIn(rules: readonly QualityRule[], name: string): boolean {
  return rules.some((rule) => rule.rule === 'unique' && rule.column === name);
}

export function noteRow(profiles: readonly ColumnProfile[], row: Row): void {
  for (const profile of profiles) note(profile, row[profile.column] ?? null);
}

function note(profile: ColumnProfile, cell: Cell): void {
  profile.rows += 1;
  if (cell === null) return;
  profile.values += 1;
  if (profile.distinct) noteDistinct(profile.distinct, cell);
  if (typeof cell === 'number') {
    profile.least = lesser(profile.least, cell);
    profile.most = greater(profile.most, cell);
  }
  for (const kind of personalKindsOf(cell)) profile.personal[kind] += 1;
}

/** In whatever order files are done, the sum is the same. */
export function mergedProfile(one: ColumnProfile, other: ColumnProfile): ColumnProfile {
  return {
    column: one.column,
    rows: one.rows + other.rows,
    values: one.values + other.values,
    least: other.least === null ? one.least : lesser(one.least, other.least),
    most: other.most === null ? one.most : greater(one.most, other.most),
    personal: {
      EMAIL: one.personal.EMAIL + other.personal.EMAIL,
      CARD: one.personal.CARD + other.personal.CARD,
      IBAN: one.personal.IBAN + other.personal.IBAN,
    },
    ...(one.distinct && other.distinct && { distinct: mergedDistinct(one.distinct, other.distinct) }),
  };
}

function lesser(one: number | null, other: number): number {
  return one === null ? other : Math.min(one, other);
}

function greater(one: number | null, other: number): number {
  return one === null ? other : Math.max(one, other);
}
