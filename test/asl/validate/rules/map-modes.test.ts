import { expect, test } from '@jest/globals';
import { validate } from '../../../../asl/validate/validate.ts';
import { findingsOf, machineWith, succeed } from '../harness.ts';

const mapOf = (config: object | undefined, more: object = {}) =>
  machineWith({
    Type: 'Map',
    ItemProcessor: { StartAt: 'B', States: { B: succeed }, ...(config && { ProcessorConfig: config }) },
    ...more,
  });
const modesOf = (definition: unknown, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') =>
  findingsOf('map-modes', definition, { type });
const distributed = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };

test('asks a Distributed Map for the type of its executions', () => {
  expect(modesOf(mapOf({ Mode: 'DISTRIBUTED' }))).toEqual([
    '/States/A/ItemProcessor/ProcessorConfig These fields are required: [ExecutionType]',
  ]);
});

test.each([{ Mode: 'INLINE', ExecutionType: 'STANDARD' }, { ExecutionType: 'EXPRESS' }])(
  'asks for none in %j',
  (config) => {
    expect(modesOf(mapOf(config))).toEqual([
      "/States/A/ItemProcessor/ProcessorConfig/ExecutionType Field 'ExecutionType' is not supported",
    ]);
  },
);

test.each(['ItemReader', 'ItemBatcher', 'ResultWriter'])('refuses %s in a Map that runs inline', (field) => {
  expect(modesOf(mapOf(undefined, { [field]: {} }))).toEqual([
    `/States/A/${field} Field '${field}' is not supported`,
  ]);
  expect(modesOf(mapOf(distributed, { [field]: {} }))).toEqual([]);
});

test('warns of a tolerance that nothing looks at', () => {
  const found = validate(mapOf({ Mode: 'INLINE' }, { ToleratedFailureCount: 1 }));
  expect(found.find(({ rule }) => rule === 'map-modes')).toMatchObject({
    severity: 'WARNING',
    pointer: '/States/A/ToleratedFailureCount',
  });
});

test('lets no Express machine distribute', () => {
  expect(modesOf(mapOf(distributed), 'EXPRESS')).toEqual([
    "/States/A/ItemProcessor/ProcessorConfig/Mode The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
  ]);
});
