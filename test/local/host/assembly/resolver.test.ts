import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import { Resolver } from '../../../../local/host/assembly/resolver.ts';
import { type Stack, Template } from '../../../../local/host/assembly/template.ts';

const place = { region: 'eu-west-1', accountId: '111122223333' };

function stackOf(template: object, stack: Partial<Stack> = {}): Stack {
  const whole = { Resources: {}, ...template };
  return { name: 'Shop', template: Template.parse(whole), folder: '/', assets: new Map(), ...stack };
}

const shop = stackOf({
  Parameters: {
    Stage: { Type: 'String', Default: 'dev' },
    Zones: { Type: 'CommaDelimitedList', Default: 'a, b' },
    Secret: { Type: 'String' },
  },
  Mappings: { Sizes: { dev: { small: 1 }, prod: { small: 10 } } },
  Conditions: {
    IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] },
    IsProd: { 'Fn::Not': [{ Condition: 'IsDev' }] },
  },
  Resources: {
    Charge: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: { 'Fn::Sub': 'charge-${Stage}' } } },
    Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Charge' } } },
    Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Charge' }, Name: 'live' } },
    Flow: { Type: 'AWS::StepFunctions::StateMachine' },
    Photos: { Type: 'AWS::S3::Bucket' },
    Orders: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
    Domain: { Type: 'AWS::OpenSearchService::Domain' },
    Circle: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { Ref: 'Circle' } } },
    OnlyProd: { Type: 'AWS::SNS::Topic', Condition: 'IsProd' },
  },
});

const functionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:charge-dev';
const resolve = (value: Json, stacks: readonly Stack[] = [shop]) =>
  new Resolver({ stacks, place, parameters: {} }).value(shop, value);

const cases: readonly (readonly [what: string, value: Json, expected: Json | undefined])[] = [
  ['a parameter', { Ref: 'Stage' }, 'dev'],
  ['blocks of a range', { 'Fn::Cidr': ['10.0.16.0/20', 2, '8'] }, ['10.0.16.0/24', '10.0.17.0/24']],
  ['a list parameter', { Ref: 'Zones' }, ['a', 'b']],
  ['a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-west-1'],
  ['a function by its name', { Ref: 'Charge' }, 'charge-dev'],
  ['the ARN of a function', { 'Fn::GetAtt': ['Charge', 'Arn'] }, functionArn],
  ['an attribute in one text', { 'Fn::GetAtt': 'Charge.Arn' }, functionArn],
  ['a version', { Ref: 'Version' }, `${functionArn}:1`],
  ['an alias', { Ref: 'Live' }, `${functionArn}:live`],
  ['a state machine by its ARN', { Ref: 'Flow' }, 'arn:aws:states:eu-west-1:111122223333:stateMachine:Flow'],
  ['a bucket in small letters', { Ref: 'Photos' }, 'photos'],
  [
    'a FIFO queue by its URL',
    { Ref: 'Orders' },
    'https://sqs.eu-west-1.amazonaws.com/111122223333/Orders.fifo',
  ],
  [
    'a type nobody wrote down',
    { 'Fn::GetAtt': ['Domain', 'Arn'] },
    'arn:aws:opensearchservice:eu-west-1:111122223333:domain/Domain',
  ],
  ['a join', { 'Fn::Join': ['-', ['a', { Ref: 'Stage' }]] }, 'a-dev'],
  ['a substitution', { 'Fn::Sub': '${Stage}/${Charge.Arn}/${!Kept}' }, `dev/${functionArn}/\${Kept}`],
  [
    'a substitution of its own',
    { 'Fn::Sub': ['${Size}', { Size: { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'small'] } }] },
    '1',
  ],
  ['a choice by a condition', { 'Fn::If': ['IsProd', 'big', { Ref: 'Stage' }] }, 'dev'],
  ['a comparison of texts', { 'Fn::Equals': ['true', true] }, true],
  ['a split and a selection', { 'Fn::Select': [1, { 'Fn::Split': [',', 'a,b'] }] }, 'b'],
  ['a text of JSON', { 'Fn::ToJsonString': { stage: { Ref: 'Stage' } } }, '{"stage":"dev"}'],
  ['Base64', { 'Fn::Base64': 'a' }, 'YQ=='],
  ['nothing', { Ref: 'AWS::NoValue' }, undefined],
  [
    'objects without what has no value',
    { a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] },
    { b: [1] },
  ],
  [
    'a policy condition as the data it is',
    { Condition: { Bool: { secure: true } } },
    { Condition: { Bool: { secure: true } } },
  ],
];

test.each(cases)('resolves %s', (_what, value, expected) => {
  expect(resolve(value)).toEqual(expected);
});

const mistakes: readonly (readonly [what: string, value: Json, message: string])[] = [
  [
    'a resource that is not there',
    { Ref: 'Missing' },
    'The template Shop has no Missing, which it refers to.',
  ],
  ['a parameter without a value', { Ref: 'Secret' }, 'say --parameters Secret=VALUE'],
  [
    'a function of another service',
    { 'Fn::Transform': { Name: 'Own' } },
    'Fn::Transform Own is only known to CloudFormation itself',
  ],
  [
    'to include what is elsewhere',
    { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/part.json' } } },
    'put the file beside the template',
  ],
  ['a circle', { Ref: 'Circle' }, 'refers to itself in a circle'],
  ['blocks that do not fit', { 'Fn::Cidr': ['10.0.0.0/24', 3, 7] }, 'Fn::Cidr finds no 3 blocks of 7 bits'],
  ['an export that nobody has', { 'Fn::ImportValue': 'Missing' }, 'No stack here exports Missing: serve'],
  ['a list where a text belongs', { 'Fn::Sub': [['a']] }, 'Fn::Sub needs a text'],
];

test.each(mistakes)('refuses %s', (_what, value, message) => {
  expect(() => resolve(value)).toThrow(message);
});

describe('several stacks', () => {
  test('import what others export', () => {
    const base = stackOf(
      { Outputs: { Url: { Value: { Ref: 'AWS::StackName' }, Export: { Name: 'base-url' } } } },
      { name: 'Base' },
    );
    expect(resolve({ 'Fn::ImportValue': 'base-url' }, [shop, base])).toBe('Base');
  });

  test('give parameters to nested ones, and take their outputs', () => {
    const outer = stackOf({
      Resources: {
        Inner: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: { Parameters: { Name: { Ref: 'AWS::StackName' } } },
        },
      },
    });
    const inner = stackOf(
      {
        Parameters: { Name: { Type: 'String' } },
        Outputs: { Named: { Value: { 'Fn::Sub': 'in ${Name}' } } },
      },
      { name: 'Shop-Inner', nestedIn: { stack: outer, logicalId: 'Inner' } },
    );
    const resolver = new Resolver({ stacks: [outer, inner], place, parameters: {} });
    expect(resolver.value(outer, { 'Fn::GetAtt': ['Inner', 'Outputs.Named'] })).toBe('in Shop');
  });

  test('have names of their own for the same logical id', () => {
    const stages = ['Beta', 'Production'].map((name) =>
      stackOf({ Resources: { Flow: { Type: 'AWS::StepFunctions::StateMachine' } } }, { name }),
    );
    const resolver = new Resolver({ stacks: stages, place, parameters: {} });
    expect(stages.map((stack) => resolver.identity({ stack, logicalId: 'Flow' }).name)).toEqual([
      'Beta-Flow',
      'Production-Flow',
    ]);
  });
});

test('leaves out resources whose condition does not hold', () => {
  const resolver = new Resolver({ stacks: [shop], place, parameters: {} });
  expect(resolver.isCreated({ stack: shop, logicalId: 'OnlyProd' })).toBe(false);
  expect(resolver.isCreated({ stack: shop, logicalId: 'Charge' })).toBe(true);
});
