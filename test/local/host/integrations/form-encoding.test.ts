import { expect, test } from '@jest/globals';
import { type ArrayFormat, encodeForm } from '../../../../local/host/integrations/form-encoding.ts';

/** The examples of docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html */
test.each<[ArrayFormat, string]>([
  ['INDICES', 'array[0]=a&array[1]=b'],
  ['REPEAT', 'array=a&array=b'],
  ['COMMAS', 'array=a,b'],
  ['BRACKETS', 'array[]=a&array[]=b'],
])('writes lists as %s', (format, expected) => {
  expect(decodeURIComponent(encodeForm({ array: ['a', 'b'] }, format))).toBe(expected);
});

test('encodes names, values and what is within', () => {
  const body = { customer: 12, note: 'a b&c', metadata: { 'order details': { paid: true } } };
  expect(encodeForm(body, 'INDICES')).toBe(
    'customer=12&note=a%20b%26c&metadata%5Border%20details%5D%5Bpaid%5D=true',
  );
});

test('keeps the commas between elements apart from those within', () => {
  expect(encodeForm({ a: ['x,y', 1] }, 'COMMAS')).toBe('a=x%2Cy,1');
});
