import type { Cell } from '../formats/cell.ts';

/** What people can be recognised or robbed by. */
export const personalKinds = ['EMAIL', 'CARD', 'IBAN'] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** By form and, where there is one, by check digit: a number of sixteen digits is a card once in ten times. */
export function personalKindsOf(cell: Cell): readonly PersonalKind[] {
  if (typeof cell !== 'string' && typeof cell !== 'number') return [];
  const text = String(cell).trim();
  if (text.length > 254) return [];
  return personalKinds.filter((kind) => is[kind](text));
}

const is: { readonly [kind in PersonalKind]: (text: string) => boolean } = {
  EMAIL: (text) => /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/.test(text),
  CARD: (text) => /^\d(?:[ -]?\d){12,18}$/.test(text) && hasLuhnDigit(text.replaceAll(/\D/g, '')),
  IBAN: (text) =>
    /^[A-Z]{2}\d{2}(?: ?[A-Z\d]){11,30}$/.test(text) && hasIbanRemainder(text.replaceAll(' ', '')),
};

/** ISO/IEC 7812-1: from the right, every second digit doubled. */
export function hasLuhnDigit(digits: string): boolean {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

/** ISO 13616: the country and check digits moved to the end, letters as numbers, the remainder by 97 is 1. */
export function hasIbanRemainder(iban: string): boolean {
  const moved = `${iban.slice(4)}${iban.slice(0, 4)}`;
  const digits = moved.replaceAll(/[A-Z]/g, (letter) => String(Number.parseInt(letter, 36)));
  return Array.from(digits).reduce((remainder, digit) => (remainder * 10 + Number(digit)) % 97, 0) === 1;
}
