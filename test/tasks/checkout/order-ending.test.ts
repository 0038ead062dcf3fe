import { expect, test } from '@jest/globals';
import { orderEnding } from '../../../tasks/checkout/order-ending.ts';

const orderId = '0123456789abcdef0123456789abcdef';
const thrown = (errorMessage: string) => JSON.stringify({ errorType: 'any', errorMessage, trace: [] });

test.each(['CardDeclined', 'OutOfStock'])('rejects the order after %s', (name) => {
  const { status, answer, event } = orderEnding(orderId, { Error: name, Cause: thrown('So it is.') });
  expect(status).toBe('REJECTED');
  expect(answer).toEqual({ status: 'REJECTED', orderId, reason: name, message: 'So it is.' });
  expect(event).toEqual({ eventId: `${orderId}-OrderRejected`, type: 'OrderRejected', orderId, answer });
});

test.each([
  ['States.Timeout', null, 'States.Timeout'],
  ['StorageUnavailable', thrown('DynamoDB is down.'), 'DynamoDB is down.'],
  ['Runtime.ExitError', 'no JSON', 'no JSON'],
])('fails the order after %s', (name, cause, message) => {
  const { status, answer } = orderEnding(orderId, { Error: name, Cause: cause });
  expect(status).toBe('FAILED');
  expect(answer).toEqual({ status: 'FAILED', orderId, reason: name, message });
});

test('parks the order where an undo failed, and says what is left', () => {
  const failure = { Error: 'HoldLost', Cause: thrown('It expired.') };
  const undos = { ChargeCard: { Error: 'PaymentUnavailable', Cause: null }, HoldStock: 'UNDONE' };
  const { status, answer, event } = orderEnding(orderId, {
    Error: 'CompensationIncomplete',
    Cause: JSON.stringify({ failure, undos }),
  });
  expect({ status, type: event.type }).toEqual({ status: 'PARKED', type: 'OrderParked' });
  expect(answer).toMatchObject({
    reason: 'CompensationIncomplete',
    message: 'After HoldLost these effects could not be undone: ChargeCard (PaymentUnavailable).',
  });
});
