import { expect, test } from '@jest/globals';
import { validate } from '../../../../asl/validate/validate.ts';
import { soundJsonata, soundJsonPath } from './sound-definitions.ts';

test.each([
  ['JSONPath', soundJsonPath],
  ['JSONata', soundJsonata],
])('finds nothing in the sound definition in %s', (_, definition) => {
  expect(validate(definition)).toEqual([]);
  expect(validate(JSON.stringify(definition, null, 2))).toEqual([]);
});
