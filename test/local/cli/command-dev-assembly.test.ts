import { expect, test } from '@jest/globals';
import { parseCommand } from '../../../local/cli/command.ts';

const parse = (line: string) => parseCommand(`dev ${line}`.split(' '), {});

test('serves a cloud assembly on the usual port', () => {
  expect(parse('--assembly cdk.out')).toMatchObject({
    type: 'devAssembly',
    path: 'cdk.out',
    parameters: {},
    server: { port: 8083, host: '127.0.0.1' },
  });
});

test('takes parameters, and who runs the functions', () => {
  const line =
    '--assembly=template.yaml --parameters Stage=beta,Size=a=b --lambda-endpoint http://127.0.0.1:3001';
  expect(parse(line)).toMatchObject({
    path: 'template.yaml',
    parameters: { Stage: 'beta', Size: 'a=b' },
    server: { environment: { LAMBDA_ENDPOINT: 'http://127.0.0.1:3001' } },
  });
});

test.each([
  ['--assembly', '--assembly needs a value'],
  ['--assembly cdk.out --parameters Stage', "NAME=VALUE,NAME=VALUE, unlike 'Stage'"],
  ['--assembly cdk.out photo.jpg', "'photo.jpg' is one argument too many"],
  ['--assembly cdk.out --once', 'There is no flag --once here'],
])('refuses %s', (line, message) => {
  expect(() => parse(line)).toThrow(message);
});
