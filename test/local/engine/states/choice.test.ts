import { describe, expect, test } from '@jest/globals';
import { runCore } from '../../../support/core.ts';

describe('a Choice state', () => {
  test('takes the first rule that matches', () => {
    const { execution } = runCore(
      {
        StartAt: 'Choose',
        States: {
          Choose: {
            Type: 'Choice',
            Choices: [
              { Variable: '$', NumericEquals: 1, Next: 'First' },
              { Variable: '$', IsNumeric: true, Next: 'Second' },
            ],
          },
          First: { Type: 'Pass', Result: 'first', End: true },
          Second: { Type: 'Pass', Result: 'second', End: true },
        },
      },
      { input: 1 },
    );
    expect(execution.output).toBe('first');
  });

  test('fails with States.Runtime without a match and a Default', () => {
    const { execution } = runCore({
      StartAt: 'Choose',
      States: {
        Choose: { Type: 'Choice', Choices: [{ Variable: '$', IsNumeric: true, Next: 'Done' }] },
        Done: { Type: 'Succeed' },
      },
    });
    expect(execution).toMatchObject({
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'Choose' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state.",
    });
  });

  test.each([
    [{ kind: 'a' }, { chosen: 'a', said: 'rule' }],
    [{ kind: 'b' }, { chosen: 'default', said: 'state' }],
  ])('gives %j the Output and Assign of the rule or of the state', (input, output) => {
    const { execution } = runCore(
      {
        QueryLanguage: 'JSONata',
        StartAt: 'Choose',
        States: {
          Choose: {
            Type: 'Choice',
            Choices: [
              {
                Condition: "{% $states.input.kind = 'a' %}",
                Output: '{% $states.input.kind %}',
                Assign: { said: 'rule' },
                Next: 'Tell',
              },
            ],
            Output: 'default',
            Assign: { said: 'state' },
            Default: 'Tell',
          },
          Tell: { Type: 'Pass', Output: { chosen: '{% $states.input %}', said: '{% $said %}' }, End: true },
        },
      },
      { input },
    );
    expect(execution.output).toEqual(output);
  });

  test('wants a boolean of a JSONata Condition', () => {
    const { execution } = runCore({
      QueryLanguage: 'JSONata',
      StartAt: 'Choose',
      States: {
        Choose: { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'Done' }] },
        Done: { Type: 'Succeed' },
      },
    });
    expect(execution.cause).toContain(
      "The JSONata expression '1' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1",
    );
  });
});
