import { expect, test } from '@jest/globals';
import { validate } from '../../../asl/validate/validate.ts';
import { callFunction, errorsOf, machineOf, machineWith, succeed } from './harness.ts';

test('finds nothing in a machine that is well made', () => {
  const Retry = [{ ErrorEquals: ['Throttled'], JitterStrategy: 'FULL', MaxDelaySeconds: 30 }];
  const Catch = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Refused' }];
  const definition = machineOf(
    {
      Pay: { ...callFunction, TimeoutSeconds: 5, Retry, Catch, Next: 'Paid' },
      Paid: succeed,
      Refused: { Type: 'Fail' },
    },
    { TimeoutSeconds: 300, Comment: 'pays', Version: '1.0' },
  );
  expect(validate(definition)).toEqual([]);
  expect(validate(JSON.stringify(definition))).toEqual([]);
});

test('names code, message, pointer, location, state and rule', () => {
  expect(validate(machineWith({ Type: 'Wait', Seconds: -1 }, { TimeoutSeconds: 9 }))).toEqual([
    {
      severity: 'ERROR',
      code: 'SCHEMA_VALIDATION_FAILED',
      message: 'Minimum value is 0',
      pointer: '/States/A/Seconds',
      location: '/States/A/Seconds',
      state: 'A',
      rule: 'field-values',
    },
  ]);
});

test('reports in document order', () => {
  const branch = { StartAt: 'C', States: { C: { Type: 'Pass', Next: 'X' } } };
  const definition = machineOf({
    A: { Type: 'Parallel', Branches: [branch], Next: 'B', Foo: 1 },
    B: { Type: 'Pass', Next: 'Y' },
  });
  expect(errorsOf(definition)).toEqual([
    '/States MISSING_END_STATE',
    '/States/A/Foo SCHEMA_VALIDATION_FAILED',
    '/States/A/Branches/0/States/C/Next MISSING_TRANSITION_TARGET',
    '/States/B/Next MISSING_TRANSITION_TARGET',
  ]);
});

test.each([
  ['', 'MISSING_DESCRIPTION'],
  [undefined, 'MISSING_DESCRIPTION'],
  [' ', 'SCHEMA_VALIDATION_FAILED'],
  ['[]', 'SCHEMA_VALIDATION_FAILED'],
  [7, 'SCHEMA_VALIDATION_FAILED'],
  ['not a definition', 'INVALID_JSON_DESCRIPTION'],
  [1n, 'INVALID_JSON_DESCRIPTION'],
  [() => 1, 'INVALID_JSON_DESCRIPTION'],
])('refuses %p, which is no definition', (given, code) => {
  expect(errorsOf(given)).toEqual([` ${code}`]);
});

test('finds a state that stands twice in the text', () => {
  const text =
    '{"StartAt":"A","States":{"A":{"Type":"Succeed"},"A":{"Type":"Succeed","Comment":"1","Comment":"2"}}}';
  expect(errorsOf(text)).toEqual(['/States/A DUPLICATE_STATE_NAME']);
  expect(validate(text).filter(({ rule }) => rule === 'json')).toHaveLength(2);
});

test('refuses a definition of more than 1 MiB', () => {
  const definition = machineWith({ Type: 'Pass', Result: 'é'.repeat(524_288) });
  expect(errorsOf(definition)).toEqual([' SCHEMA_VALIDATION_FAILED']);
});

test('refuses cycles and 10,000 levels without overflowing', () => {
  const cyclic: Record<string, unknown> = { StartAt: 'A' };
  cyclic['States'] = { A: cyclic };
  expect(errorsOf(cyclic)).toEqual([' INVALID_JSON_DESCRIPTION']);
  expect(errorsOf('['.repeat(10_000) + ']'.repeat(10_000))).toEqual([' TOO_DEEPLY_NESTED']);
  let nested: object = {};
  for (let level = 0; level < 10_000; level++) nested = { States: nested };
  expect(errorsOf(nested)).toEqual([' TOO_DEEPLY_NESTED']);
  expect(errorsOf(`{"States":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`)).toEqual([
    ' TOO_DEEPLY_NESTED',
  ]);
});

test('takes keys that objects inherit for what they are', () => {
  const text =
    '{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","Next":"constructor"},"constructor":{"Type":"Succeed"}}}';
  expect(errorsOf(text)).toEqual([]);
});

test('ends on expressions made to overflow a parser', () => {
  const deep = `{% ${'('.repeat(50_000)}1${')'.repeat(50_000)} %}`;
  expect(errorsOf(machineWith({ Type: 'Pass', Output: deep }, { QueryLanguage: 'JSONata' }))).toEqual([
    '/States/A/Output INVALID_JSONATA_EXPRESSION',
  ]);
});

test('ends on texts made to be searched again and again', () => {
  const Resource = '${'.repeat(400_000);
  expect(errorsOf(machineWith({ Type: 'Task', Resource }))).toEqual([]);
  const filter = `$.a[?(@.b =~ /${'(a+)+'.repeat(100_000)}/)]`;
  expect(errorsOf(machineWith({ Type: 'Pass', InputPath: filter }))).toEqual([
    '/States/A/InputPath SCHEMA_VALIDATION_FAILED',
  ]);
});

test('judges 10,000 states', () => {
  const states = Array.from({ length: 10_000 }, (_, index) => [
    `S${index}`,
    index < 9_999 ? { Type: 'Pass', Next: `S${index + 1}` } : { Type: 'Succeed' },
  ]);
  expect(validate(machineOf(Object.fromEntries(states), { TimeoutSeconds: 60 }))).toEqual([]);
});

test.each([null, undefined, {}, 'EXPRESS', 7])('takes the options %p for none', (options) => {
  expect(validate(machineWith({ Type: 'Pass' }, { TimeoutSeconds: 9 }), options as never)).toEqual([]);
});
