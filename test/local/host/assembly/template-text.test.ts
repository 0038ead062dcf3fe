import { expect, test } from '@jest/globals';
import { parseYaml, readTemplate } from '../../../../local/host/assembly/template-text.ts';

const shortForms = [
  ['!Ref Name', { Ref: 'Name' }],
  ['!GetAtt Table.Arn', { 'Fn::GetAtt': ['Table', 'Arn'] }],
  ['!GetAtt Inner.Outputs.Table', { 'Fn::GetAtt': ['Inner', 'Outputs.Table'] }],
  ['!GetAtt [Table, Arn]', { 'Fn::GetAtt': ['Table', 'Arn'] }],
  ['!Sub "${Name}-x"', { 'Fn::Sub': '${Name}-x' }],
  ['!Sub ["${A}", {A: !Ref B}]', { 'Fn::Sub': ['${A}', { A: { Ref: 'B' } }] }],
  [
    '!If [IsProd, !Ref A, !Ref "AWS::NoValue"]',
    { 'Fn::If': ['IsProd', { Ref: 'A' }, { Ref: 'AWS::NoValue' }] },
  ],
  ['!Join ["", [a, !Ref B]]', { 'Fn::Join': ['', ['a', { Ref: 'B' }]] }],
  ['!Not [!Condition IsDev]', { 'Fn::Not': [{ Condition: 'IsDev' }] }],
  ['!ToJsonString {a: !Ref B}', { 'Fn::ToJsonString': { a: { Ref: 'B' } } }],
] as const;

test.each(shortForms)('reads %s', (text, value) => {
  expect(parseYaml(`value: ${text}`, 'template.yaml')).toEqual({ value });
});

test('keeps the version of the format a text', () => {
  const template = readTemplate('AWSTemplateFormatVersion: 2010-09-09\nResources: {}', 'template.yaml');
  expect(template).toMatchObject({ AWSTemplateFormatVersion: '2010-09-09' });
});

test.each([
  ['no template', 'StartAt: A', 'template.yaml is no CloudFormation template'],
  ['a resource without a type', 'Resources: {A: {}}', 'Resources.A.Type'],
  ['a loop', 'Resources: {Fn::ForEach::Tables: []}', 'Fn::ForEach::Tables is only known to CloudFormation'],
  ['what is no YAML', 'Resources: {A: [}', 'template.yaml cannot be read'],
  ['JSON that ends early', '{"Resources": {', 'template.yaml cannot be read'],
  [
    'aliases that multiply',
    `a: &a [x,x]\nb: &b [${'*a,'.repeat(40)}]\nc: [${'*b,'.repeat(40)}]`,
    'cannot be read',
  ],
])('refuses %s', (_what, text, message) => {
  expect(() => readTemplate(text, 'template.yaml')).toThrow(message);
});
