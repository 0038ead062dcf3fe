import { expect, test } from '@jest/globals';
import { inputPlaceOf, inputPlacesIn } from '../../../asl/validate/input-reads.ts';

test.each([
  ['{% $states.input %}', []],
  ['{%$states.input.order.id%}', ['order', 'id']],
  ['{% $states.input.order[0] %}', undefined],
  ['{% $states.result.id %}', undefined],
])('takes %s for the place %j', (text, place) => {
  expect(inputPlaceOf(text)).toEqual(place);
});

test('finds every place that an expression reads', () => {
  expect(inputPlacesIn('{% $sum($states.input.lines.price) + $states.input.fee[0].net %}')).toEqual([
    ['lines', 'price'],
    ['fee'],
  ]);
});

test('leaves out what stands in a string or is asked about', () => {
  expect(inputPlacesIn('{% $exists( $states.input.a) & "$states.input.b" %}')).toEqual([]);
});
