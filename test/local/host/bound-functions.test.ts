import { describe, expect, test } from '@jest/globals';
import { BoundFunctions } from '../../../local/host/bound-functions.ts';

const arn = 'arn:aws:lambda:us-east-1:123456789012:function:Charge';
const plain = () => 'plain';
const live = () => 'live';

describe('BoundFunctions', () => {
  test.each(['Charge', arn, `${arn}:$LATEST`, '123456789012:function:Charge', 'Charge:7'])(
    'finds a function by its name in %s',
    (asked) => {
      expect(new BoundFunctions({ Charge: plain }).find(asked)).toBe(plain);
    },
  );

  test('prefers the binding of the qualifier', () => {
    const functions = new BoundFunctions({ Charge: plain, 'Charge:live': live });
    expect([functions.find(`${arn}:live`), functions.find(`${arn}:old`)]).toEqual([live, plain]);
  });

  test('prefers the binding of the very ARN', () => {
    const functions = new BoundFunctions({ Charge: plain, [arn]: live });
    expect([functions.find(arn), functions.find('Charge')]).toEqual([live, plain]);
  });

  test('finds nothing for another name', () => {
    expect(new BoundFunctions({ Charge: plain }).find('ChargeCard')).toBeUndefined();
  });
});
