import { expect, test } from '@jest/globals';
import { type FoundTrail, trailChanges } from '../../../../tasks/account/baseline/trail.ts';

const wanted = { account: { alias: 'acme-telescope', region: 'us-east-1' }, trailBucket: 'acme-trails' };
const trail = {
  S3BucketName: 'acme-trails',
  S3KeyPrefix: 'acme-telescope',
  IncludeGlobalServiceEvents: true,
  IsMultiRegionTrail: true,
  LogFileValidationEnabled: true,
};
const cases: readonly (readonly [string, FoundTrail, readonly string[]])[] = [
  ['leaves alone a trail that is as wanted', { trail, isLogging: true }, []],
  ['starts one that somebody has stopped', { trail, isLogging: false }, ['Start the trail']],
  [
    'makes one where there is none',
    { trail: undefined, isLogging: false },
    ['Create the trail', 'Start the trail'],
  ],
  [
    'corrects one of a single region',
    { trail: { ...trail, IsMultiRegionTrail: false }, isLogging: true },
    ['Correct the trail'],
  ],
  [
    'corrects one whose files cannot be checked',
    { trail: { ...trail, LogFileValidationEnabled: false }, isLogging: true },
    ['Correct the trail'],
  ],
];

test.each(cases)('%s', (_title, found, changes) => {
  expect(trailChanges(wanted, found).map(({ says }) => says)).toEqual(changes);
});
