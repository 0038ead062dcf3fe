import { expect, test } from '@jest/globals';
import { roleArn, testApi } from '../../support/api.ts';

const definitionWith = (label: string, more: object = {}) =>
  JSON.stringify({
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        Label: label,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Keep',
          States: { Keep: { Type: 'Pass', End: true } },
        },
        End: true,
      },
    },
    ...more,
  });

const refusalOf = async (definition: string) =>
  (await testApi().call('CreateStateMachine', { name: 'Orders', definition, roleArn })).body;

const wordsFor = async (label: string) => {
  const { message } = await refusalOf(definitionWith(label));
  return message?.replace(` in definition '${definitionWith(label)}'.`, '');
};

test.each([
  ['', `['Label cannot be empty']`],
  ['n'.repeat(41), `['Label cannot exceed 40 characters']`],
  ['a?', `["Label contains invalid character: '?'"]`],
  ['a"', `['Label contains invalid character: \\'"\\'']`],
  ['a\\', `["Label contains invalid character: '\\\\\\\\'"]`],
  ['a\t', `["Label contains invalid character: '\\\\t'"]`],
  ['a\u0000', `["Label contains invalid character: '\\\\x00'"]`],
  ['a\u009f', `["Label contains invalid character: '\\\\x9f'"]`],
  ['a\u2028', `["Label contains invalid character: '\\\\u2028'"]`],
])('refuses the label %j as recorded', async (label, args) => {
  expect(await wordsFor(label)).toBe(`Error=ValueError Args=${args}`);
});

test('keeps the service words for what comes before', async () => {
  const { message } = await refusalOf(definitionWith('a?', { StartAt: 'Nowhere' }));
  expect(message).toMatch(
    /^Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: .*INVALID_LABEL_NAME/,
  );
});
