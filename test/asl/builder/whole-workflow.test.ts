import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { emit, validate } from '../../../asl/index.ts';
import { claimWorkflow } from './claim-workflow.ts';

/** The definition of a workflow as large as people have them, as it would be written by hand: read it. */
const expected = 'test/asl/builder/claim-workflow.asl.json';

const claim = claimWorkflow({ screened: false });
const screened = claimWorkflow({ screened: true });

test('a workflow of twenty tasks is what one would write by hand', () => {
  const written = JSON.stringify(JSON.parse(readFileSync(expected, 'utf8')), null, 1);
  expect(JSON.stringify(emit(claim), null, 1)).toBe(written);
  expect(validate(emit(claim))).toEqual([]);
});

test('a task in its middle changes one line beside its own', () => {
  const before = linesOf(claim);
  const after = linesOf(screened);
  const gone = before.filter((line) => !after.includes(line));
  expect(gone).toEqual(['      "Next": "Status"']);
  expect(namesOf(screened)).toEqual(
    namesOf(claim).toSpliced(2, 0, 'ScreenCustomer', 'RiskOver80', 'TooRisky'),
  );
});

test('the same source gives the same text', () => {
  expect(JSON.stringify(emit(claimWorkflow({ screened: true })))).toBe(JSON.stringify(emit(screened)));
});

function linesOf(workflow: typeof claim): readonly string[] {
  return JSON.stringify(emit(workflow), null, 2).split('\n');
}

function namesOf(workflow: typeof claim): readonly string[] {
  return Object.keys(emit(workflow).States);
}
