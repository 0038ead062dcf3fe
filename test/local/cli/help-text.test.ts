import { expect, test } from '@jest/globals';
import { helpTexts, overview } from '../../../local/cli/help-text.ts';

test.each([['the overview', overview], ...helpTexts])(
  'the help on %s fits into eighty columns',
  (_, text) => {
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  },
);

test('the overview names every command that has a help of its own', () => {
  const missing = [...helpTexts.keys()].filter((command) => !overview.includes(`stateyard ${command}`));
  expect(missing).toEqual([]);
});
