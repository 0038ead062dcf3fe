import { expect, test } from '@jest/globals';
import { findingsOf, machineOf, machineWith, succeed } from '../harness.ts';

const durationsOf = (definition: unknown, type: 'STANDARD' | 'EXPRESS' = 'EXPRESS') =>
  findingsOf('express-duration', definition, { type }).map((finding) => finding.split('.')[0]);
const complaint = 'An Express execution times out after 300 seconds';

test('warns of a TimeoutSeconds that an Express execution does not live to see', () => {
  const definition = machineOf({ A: succeed }, { TimeoutSeconds: 301 });
  expect(durationsOf(definition)).toEqual([`/TimeoutSeconds ${complaint}`]);
  expect(durationsOf(definition, 'STANDARD')).toEqual([]);
  expect(durationsOf(machineOf({ A: succeed }, { TimeoutSeconds: 300 }))).toEqual([]);
});

test('warns of a Wait that never ends, also in the children of a Distributed Map', () => {
  const wait = { Type: 'Wait', Seconds: 600, End: true };
  expect(durationsOf(machineWith(wait))).toEqual([`/States/A/Seconds ${complaint}`]);
  const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' };
  const ItemProcessor = { ProcessorConfig, ...machineOf({ Pause: wait }) };
  expect(durationsOf(machineWith({ Type: 'Map', ItemProcessor }), 'STANDARD')).toEqual([
    `/States/A/ItemProcessor/States/Pause/Seconds ${complaint}`,
  ]);
});
