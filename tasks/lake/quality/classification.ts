import type { Classification } from '../dataset-submission.ts';
import type { ColumnProfile } from './column-profile.ts';
import { personalKinds } from './personal-data.ts';

/** Who may see the data by what is in it, and because of which columns. */
export interface FoundClassification {
  readonly classification: Classification;
  readonly because: string;
}

/** Fewer than one value in twenty may be chance: an order number that happens to have a card's check digit. */
const shareMin = 0.05;

export function classificationOf(profiles: readonly ColumnProfile[]): FoundClassification {
  const found = profiles.flatMap(({ column, values, personal }) => {
    const kind = personalKinds.find((each) => personal[each] > 0 && personal[each] >= shareMin * values);
    return kind === undefined ? [] : [`${column} has values like ${names[kind]}`];
  });
  if (found.length === 0) return { classification: 'PUBLIC', because: 'Nothing personal was found.' };
  return { classification: 'CONFIDENTIAL', because: `${found.join('; ')}.` };
}

const names = { EMAIL: 'an email address', CARD: 'a card number', IBAN: 'an IBAN' } as const;

/** Whether what was declared lets more people see the data than what was found. */
export function isDeclaredTooLow(declared: Classification, found: Classification): boolean {
  return ranks[declared] < ranks[found];
}

const ranks: { readonly [classification in Classification]: number } = {
  PUBLIC: 0,
  INTERNAL: 1,
  CONFIDENTIAL: 2,
};
