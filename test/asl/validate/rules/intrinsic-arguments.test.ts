import { expect, test } from '@jest/globals';
import { findingsOf, machineWith } from '../harness.ts';

const complaintsOf = (call: string) =>
  findingsOf('intrinsic-arguments', machineWith({ Type: 'Pass', Parameters: { 'a.$': call } }));

test.each([
  ["States.MathAdd('1', 2)", 'States.MathAdd fails: argument 1 must be a number.'],
  ["States.Hash($.a, 'CRC32')", 'argument 2 must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5'],
  ['States.ArrayPartition($.a, 0)', 'argument 2 must be a number above 0'],
  ['States.ArrayRange(1, $.n, 0)', 'argument 3 must be a number that is not 0'],
  ['States.ArrayGetItem($.a, -1)', 'argument 2 must be a number from 0 on'],
  ['States.JsonMerge($.a, $.b, true)', 'argument 3 must be false'],
  ["States.ArrayLength('a,b')", 'argument 1 must be an array'],
  ['States.StringToJson(null)', 'argument 1 must be a string'],
  ['States.MathAdd(States.UUID(), 1)', 'States.MathAdd fails: argument 1 must be a number'],
  ['States.Format($.a, States.Base64Encode(5))', 'States.Base64Encode fails: argument 1 must be a string'],
])('warns of %s', (call, complaint) => {
  expect(complaintsOf(call)).toEqual([expect.stringContaining(`/States/A/Parameters/a.$ `)]);
  expect(complaintsOf(call)[0]).toContain(complaint);
});

test.each([
  'States.MathAdd($.a, 1)',
  "States.Hash($.a, 'SHA-256')",
  'States.ArrayPartition($.a, States.MathAdd(1, 1))',
  'States.ArrayGetItem(States.StringSplit($.a, $.b), 0)',
  'States.MathAdd(States.ArrayGetItem($.a, 0), 1)',
  'States.JsonMerge(States.StringToJson($.a), $.b, false)',
  'States.ArrayContains($.a, null)',
  "States.Array('a', 1, true, null)",
  'States.MathRandom(-5, 5, $.seed)',
])('takes %s', (call) => {
  expect(complaintsOf(call)).toEqual([]);
});
