import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../asl/json.ts';
import { runCore, startCore } from '../../../support/core.ts';

function wait(fields: object, language = 'JSONPath') {
  return {
    QueryLanguage: language,
    StartAt: 'Sleep',
    States: { Sleep: { Type: 'Wait', End: true, ...fields } },
  } as Json;
}

/** How long an execution took, in seconds of the virtual clock. */
function secondsOf(definition: Json, input: Json = {}): number {
  const { execution } = runCore(definition, { input });
  return ((execution.stoppedAt ?? Number.NaN) - execution.startedAt) / 1_000;
}

describe('a Wait state', () => {
  test.each([
    ['Seconds', wait({ Seconds: 7 }), 7],
    ['SecondsPath', wait({ SecondsPath: '$.delay' }), 9],
    ['a text at SecondsPath', wait({ SecondsPath: '$.text' }), 9],
    ['Timestamp', wait({ Timestamp: '2026-01-01T00:00:11Z' }), 11],
    ['TimestampPath', wait({ TimestampPath: '$.until' }), 13],
    ['a Timestamp that has passed', wait({ Timestamp: '2016-03-14T01:59:00Z' }), 0],
    ['Seconds of JSONata', wait({ Seconds: '{% $states.input.delay * 2 %}' }, 'JSONata'), 18],
    ['Timestamp of JSONata', wait({ Timestamp: '{% $states.input.until %}' }, 'JSONata'), 13],
  ])('waits by %s', (_field, definition, seconds) => {
    expect(secondsOf(definition, { delay: 9, text: '9', until: '2026-01-01T00:00:13.000Z' })).toBe(seconds);
  });

  test('passes its input on when the time has come', () => {
    const run = startCore(wait({ Seconds: 5 }), { input: { id: 7 } });
    run.clock.advance(4_999);
    expect(run.execution.status).toBe('RUNNING');
    run.clock.advance(1);
    expect(run.execution).toMatchObject({ status: 'SUCCEEDED', output: { id: 7 } });
  });

  test.each([
    [
      'a fraction',
      { SecondsPath: '$.fraction' },
      'The SecondsPath parameter cannot be parsed as a long value: $.fraction == -1.5',
    ],
    [
      'a negative number',
      { SecondsPath: '$.negative' },
      'The SecondsPath parameter references a negative value: $.negative == -1',
    ],
    [
      'nothing',
      { SecondsPath: '$.none' },
      'The SecondsPath parameter does not reference an input value: $.none',
    ],
    [
      'no time',
      { TimestampPath: '$.bad' },
      'The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.bad == 2016-12-05 21:29:29Z',
    ],
    ['too long', { SecondsPath: '$.long' }, 'Wait state delay is too long.'],
  ])('fails the execution for %s', (_what, fields, cause) => {
    const { execution } = runCore(wait(fields), {
      input: { fraction: -1.5, negative: -1, bad: '2016-12-05 21:29:29Z', long: 2_147_483_648 },
    });
    expect(execution).toMatchObject({
      error: 'States.Runtime',
      cause: `An error occurred while executing the state 'Sleep' (entered at the event id #2). ${cause}`,
    });
  });

  test('reports a bad Timestamp of JSONata after it was entered', () => {
    const { execution } = runCore(wait({ Timestamp: '{% $states.input %}' }, 'JSONata'), { input: 'soon' });
    expect(execution.history[2]).toMatchObject({
      type: 'EvaluationFailed',
      previousEventId: 2,
      location: 'Timestamp',
      cause: expect.stringContaining(
        'cannot be parsed as an ISO-8601 extended offset date-time format string: soon',
      ),
    });
  });
});
