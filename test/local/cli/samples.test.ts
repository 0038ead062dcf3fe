import { expect, test } from '@jest/globals';
import { projectWorkflows } from '../../../local/cli/dev/project.ts';
import { findSample, inputOf, samplesOf } from '../../../local/cli/samples.ts';

const samples = projectWorkflows.flatMap((workflow) =>
  samplesOf(workflow.name).map((sample) => ({ workflow, sample, title: `${workflow.name} ${sample.name}` })),
);

test.each(samples)('$title is an input that the workflow takes', ({ workflow, sample }) => {
  expect(workflow.input.safeParse(JSON.parse(inputOf(sample)))).toMatchObject({ success: true });
});

test('makes something new of each use', () => {
  const sample = findSample('Checkout', 'confirmed');
  expect(inputOf(sample)).not.toBe(inputOf(sample));
});

test('lists the samples where there is none of the name', () => {
  expect(() => findSample('Checkout', 'nope')).toThrow(
    /no sample 'nope' of Checkout. There are:\n\n {2}confirmed +Every/,
  );
});

test('keeps the longest name apart from what it does', () => {
  expect(() => findSample('AccountProvisioning', 'nope')).toThrow(
    /\n {2}network-rolled-back {2}CloudFormation/,
  );
});

test('says so where a workflow has none', () => {
  expect(() => findSample('Nobody', 'nope')).toThrow('Nobody comes without samples.');
});
