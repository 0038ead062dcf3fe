import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import { runCore } from '../../../support/core.ts';

function fail(fields: object, language = 'JSONPath') {
  return { QueryLanguage: language, StartAt: 'Stop', States: { Stop: { Type: 'Fail', ...fields } } } as Json;
}

describe('a Fail state', () => {
  test.each([
    ['texts', fail({ Error: 'E', Cause: 'C' }), 'E', 'C'],
    ['nothing', fail({}), undefined, undefined],
    ['paths', fail({ ErrorPath: '$.error', CausePath: '$.cause' }), 'Bad', 'Because'],
    ['an intrinsic function', fail({ CausePath: "States.Format('{}!', $.cause)" }), undefined, 'Because!'],
    ['JSONata', fail({ Error: '{% $states.input.error %}', Cause: 'C' }, 'JSONata'), 'Bad', 'C'],
  ])('fails with the error and cause of %s', (_what, definition, error, cause) => {
    const { execution } = runCore(definition, { input: { error: 'Bad', cause: 'Because' } });
    expect(execution).toMatchObject({ status: 'FAILED', error, cause });
  });

  test('fails with States.Runtime when its path leads nowhere', () => {
    const { execution } = runCore(fail({ ErrorPath: '$.none' }));
    expect(execution).toMatchObject({
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'Stop' (entered at the event id #2). The JSONPath '$.none' specified for the field 'ErrorPath' could not be found in the input '{}'",
    });
  });
});
