import { expect, test } from '@jest/globals';
import { assert, constantFrom, property, string } from 'fast-check';
import { LinearRegularExpression } from '../../../../asl/expressions/jsonata/linear-regular-expression.ts';

const patterns = [
  /(\d{2,4})-(\d+)/g,
  /[^\s,]+/g,
  /(a)|(b)/g,
  /^b/gm,
  /A/gi,
  /\/x/g,
  /\u00e9|€/g,
  /(?<year>\d+)/g,
  /a*?b/g,
  /[\w.]+$/g,
  /\bb\b/g,
];

test('finds what RegExp finds, match after match', () => {
  const texts = string({
    unit: constantFrom('a', 'b', 'A', '1', '23', '-', ' ', ',', '\n', '/x', 'é', '€', '.'),
  });
  assert(
    property(constantFrom(...patterns), texts, (pattern, text) => {
      expect(matchesOf(new LinearRegularExpression(pattern), text)).toEqual(
        matchesOf(new RegExp(pattern), text),
      );
    }),
    { numRuns: 2000 },
  );
});

/** All matches, as jsonata walks through them; empty ones would go on for ever. */
function matchesOf(expression: Pick<RegExp, 'exec' | 'lastIndex'> | LinearRegularExpression, text: string) {
  const matches: { readonly index: number; readonly groups: readonly (string | undefined)[] }[] = [];
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match !== null && match[0] !== ''; match = expression.exec(text)) {
    matches.push({ index: match.index, groups: [...match] });
  }
  return matches;
}
