import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  type LedgerAnswer,
  PaymentLedger,
  testPaymentMethods,
} from '../../../../local/host/stand-ins/payment-ledger.ts';

const request = (paymentMethod: string) => ({ amount: 900, currency: 'EUR', paymentMethod });
const statusOf = (answer: LedgerAnswer) => (answer.type === 'ANSWER' ? answer.status : answer.type);

describe('a test payment method', () => {
  test.each([
    ['tok_anything', [201, 201]],
    ['tok_declined', [402, 402]],
    ['tok_unavailable', [503, 503, 503, 503]],
    ['tok_busy', [503, 503, 201]],
    ['tok_timeout', ['HANG', 'HANG']],
    ['tok_lost_answer', ['CUT', 201]],
    ['tok_pending', [201, 201]],
    ['tok_stuck', [201, 201]],
  ])('%s answers %j', (paymentMethod, answers) => {
    const ledger = new PaymentLedger();
    expect(answers.map(() => statusOf(ledger.charge('key', request(paymentMethod))))).toEqual(answers);
  });

  test('tok_pending is captured when it is asked for the second time', () => {
    const ledger = new PaymentLedger();
    ledger.charge('key', request('tok_pending'));
    const statuses = [1, 2, 3]
      .map(() => ledger.find('key'))
      .map((answer) => answer.type === 'ANSWER' && answer.body);
    expect(statuses).toMatchObject([{ status: 'PENDING' }, { status: 'CAPTURED' }, { status: 'CAPTURED' }]);
  });

  test('tok_stuck cannot be reversed', () => {
    const ledger = new PaymentLedger();
    ledger.charge('key', request('tok_stuck'));
    expect(statusOf(ledger.reverse('key'))).toBe(503);
  });
});

test('takes money at most once a key, and none under a key that was reversed', () => {
  const action = fc.constantFrom('charge', 'find', 'reverse');
  const method = fc.constantFrom(
    'tok_visa',
    ...Object.keys(testPaymentMethods).filter((one) => one !== 'tok_stuck'),
  );
  const property = fc.property(fc.array(action, { maxLength: 8 }), method, (actions, paymentMethod) => {
    const ledger = new PaymentLedger();
    for (const one of actions) {
      if (one === 'charge') ledger.charge('key', request(paymentMethod));
      else ledger[one]('key');
    }
    const { status } = ledger.charges().get('key') ?? {};
    expect(actions.includes('reverse') ? status : 'REVERSED').toBe('REVERSED');
    expect(ledger.charges().size).toBeLessThanOrEqual(1);
  });
  fc.assert(property);
});
