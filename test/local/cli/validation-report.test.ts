import { expect, test } from '@jest/globals';
import { validate } from '../../../asl/validate/validate.ts';
import { reportAsJson, reportInWords } from '../../../local/cli/validation-report.ts';

const risky = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
const good = { ...risky, TimeoutSeconds: 9 };
const choice = { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'A' }], Default: 'Gone' };
const mistaken = { ...good, StartAt: 'B', States: { ...good.States, B: choice } };

const report = (file: string, definition: unknown) => ({ file, diagnostics: validate(definition) });

test('groups by file and state, errors and warnings apart', () => {
  const text = reportInWords([report('a.json', { ...mistaken, TimeoutSeconds: undefined })]);
  expect(text).toBe(`\
a.json
  the state machine
    warning  MISSING_MACHINE_TIMEOUT  the whole document
             An execution may run for a year. Add a top-level TimeoutSeconds.
  B
    error    MISSING_TRANSITION_TARGET  /States/B/Default
             Missing 'Next' target: Gone

1 error, 1 warning in 1 definition.`);
});

test('says so where there is nothing to say', () => {
  expect(reportInWords([report('a.json', good), report('b.json', risky)])).toBe(`\
a.json
  nothing to say against it

b.json
  the state machine
    warning  MISSING_MACHINE_TIMEOUT  the whole document
             An execution may run for a year. Add a top-level TimeoutSeconds.

no errors, 1 warning in 2 definitions.`);
});

test('names the place in what is no JSON without quoting it', () => {
  expect(reportInWords([report('a.json', '{"StartAt":\n"A"')])).toMatch(
    /^ {13}Unexpected end-of-input.*\(line 2, column \d+\)$/m,
  );
});

test('gives scripts the same members in every entry', () => {
  const [first, second] = JSON.parse(reportAsJson([report('a.json', mistaken), report('b.json', risky)]));
  expect(first).toEqual({
    file: 'a.json',
    diagnostics: [
      {
        severity: 'ERROR',
        code: 'MISSING_TRANSITION_TARGET',
        message: "Missing 'Next' target: Gone",
        pointer: '/States/B/Default',
        state: 'B',
      },
    ],
  });
  expect(second.diagnostics[0]).toMatchObject({ severity: 'WARNING', pointer: '', state: null });
});
