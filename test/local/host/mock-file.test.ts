import { describe, expect, test } from '@jest/globals';
import { mergedMockFile, readMockFile } from '../../../local/host/mock-file.ts';

const read = (file: unknown) => readMockFile(JSON.stringify(file));

const answers = (response: unknown) => {
  const reading = read({
    StateMachines: { Checkout: { TestCases: { Happy: { Charge: 'Paid' } } } },
    MockedResponses: { Paid: response },
  });
  if (reading.type === 'mistaken') return reading.mistakes;
  return reading.mockFile.testCases('Checkout').get('Happy')?.get('Charge')?.answers;
};

describe('readMockFile', () => {
  test('reads test cases and answers', () => {
    const reading = read({
      StateMachines: { Checkout: { TestCases: { Happy: { Charge: 'Paid' } } } },
      MockedResponses: { Paid: { '0': { Return: { ok: true } } } },
    });
    expect(reading).toMatchObject({ type: 'read' });
    const { mockFile } = reading as Extract<typeof reading, { type: 'read' }>;
    const answers = [{ first: 0, last: 0, answer: { type: 'return', value: { ok: true } } }];
    expect(mockFile.testCases('Checkout').get('Happy')).toEqual(
      new Map([['Charge', { name: 'Paid', answers }]]),
    );
  });

  test('lets a response be missing that nobody may ask for', () => {
    const reading = read({ StateMachines: { Checkout: { TestCases: { Happy: { Charge: 'Paid' } } } } });
    const happy = reading.type === 'read' && reading.mockFile.testCases('Checkout').get('Happy');
    expect(happy).toEqual(new Map([['Charge', { name: 'Paid', answers: undefined }]]));
  });

  test.each([[{}], [{ StateMachines: {} }], [{ MockedResponses: {} }]])(
    'takes %j for an empty file',
    (file) => {
      expect(read(file).type).toBe('read');
    },
  );

  test('knows no test cases of other machines', () => {
    const reading = read({ StateMachines: {} });
    expect(reading.type === 'read' && reading.mockFile.testCases('Other').size).toBe(0);
  });

  test.each([[null], ['text'], [0], [[1]], [false]])('returns %j as it stands', (value) => {
    expect(answers({ '0': { Return: value } })).toMatchObject([{ answer: { type: 'return', value } }]);
  });

  test('reads ranges and errors', () => {
    expect(
      answers({ '1-3': { Throw: { Error: 'Busy', Cause: 'later' } }, '12': { Return: 1 } }),
    ).toMatchObject([
      { first: 12, last: 12 },
      { first: 1, last: 3, answer: { type: 'throw', error: 'Busy', cause: 'later' } },
    ]);
  });

  test('takes a cause of any JSON as its text', () => {
    expect(answers({ '0': { Throw: { Error: 'Busy', Cause: { after: 3 } } } })).toMatchObject([
      { answer: { cause: '{"after":3}' } },
    ]);
  });

  test('says once of a file that is a list that it must be an object', () => {
    expect(read([])).toEqual({
      type: 'mistaken',
      mistakes: [{ path: '', message: 'must be an object' }],
    });
  });

  test('finds every mistake with its place', () => {
    const reading = read({
      StateMachines: {
        'Check/out': { TestCases: { Happy: { Charge: 7 }, Sad: [] } },
        Refund: 'none',
      },
      MockedResponses: {
        Paid: {
          first: { Return: 1 },
          '3-1': { Return: 1 },
          '5': {},
          '6': { Return: 1, Throw: { Error: 'x' } },
        },
        Empty: {},
        Broken: { '0': { Throw: { Cause: 'why' } } },
      },
    });
    const mistakes = reading.type === 'mistaken' ? reading.mistakes : [];
    expect(mistakes.map(({ path, message }) => `${path} ${message}`)).toEqual([
      '/StateMachines/Check~1out/TestCases/Happy/Charge must be a string',
      '/StateMachines/Check~1out/TestCases/Sad must be an object',
      '/StateMachines/Refund must be an object',
      '/MockedResponses/Paid/5 must have either Return or Throw',
      '/MockedResponses/Paid/6 must have either Return or Throw',
      '/MockedResponses/Paid/first must be named by an invocation, as "0", or by a range of them, as "1-3"',
      '/MockedResponses/Paid/3-1 must be a range that ends after its beginning',
      '/MockedResponses/Empty has no answer: write "0"',
      '/MockedResponses/Broken/0/Throw/Error must be a string',
    ]);
  });

  test.each([
    ['{', ''],
    ['[]', ''],
    ['"text"', ''],
  ])('refuses %s as a whole', (text, path) => {
    const reading = readMockFile(text);
    expect(reading.type === 'mistaken' && reading.mistakes[0]?.path).toBe(path);
  });
});

describe('mergedMockFile', () => {
  const fileOf = (machine: string, value: string) => {
    const reading = read({
      StateMachines: { [machine]: { TestCases: { Happy: { Work: 'Done' } } } },
      MockedResponses: { Done: { '0': { Return: value } } },
    });
    if (reading.type === 'mistaken') throw new Error('The file is in order.');
    return reading.mockFile;
  };

  test('keeps responses apart that two files call by the same name', () => {
    const file = mergedMockFile([fileOf('Checkout', 'paid'), fileOf('Refund', 'paid back')]);
    const answerOf = (machine: string) => file.testCases(machine).get('Happy')?.get('Work')?.answers?.[0];
    expect(answerOf('Checkout')).toMatchObject({ answer: { value: 'paid' } });
    expect(answerOf('Refund')).toMatchObject({ answer: { value: 'paid back' } });
  });
});
