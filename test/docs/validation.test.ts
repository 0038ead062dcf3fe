import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { type CodeMeaning, diagnosticCodes } from '../../asl/validate/diagnostic-codes.ts';

test('lists every code as the table of codes has it', () => {
  const rows = readFileSync('docs/validation.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows).toEqual(
    Object.entries<CodeMeaning>(diagnosticCodes).map(
      ([code, { severity, meaning, source }]) =>
        `| \`${code}\` | ${severity.toLowerCase()} | ${meaning} | ${source} |`,
    ),
  );
});
