import { Stack } from 'aws-cdk-lib/core';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { expect, test } from '@jest/globals';
import { loopsOf, refuseLoops } from '../../infra/loop-guard.ts';
import { uncheckedApp } from './unchecked-app.ts';

/** Objects under in/ trigger; somebody may do the action under the prefix, in the same bucket or another one. */
function synthesis(action: string, { prefix, elsewhere = false }: { prefix: string; elsewhere?: boolean }) {
  const app = uncheckedApp();
  const stack = new Stack(app, 'Photos');
  const [photos, other] = [new Bucket(stack, 'In'), new Bucket(stack, 'Other')];
  refuseLoops(stack, [{ bucket: photos, prefix: 'in/' }]);
  const role = new Role(stack, 'Writer', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  const resources = [(elsewhere ? other : photos).arnForObjects(`${prefix}*`)];
  role.addToPolicy(new PolicyStatement({ actions: [action], resources }));
  return () => app.synth();
}

test.each([
  ['s3:PutObject', { prefix: 'in/' }],
  ['s3:PutObject', { prefix: '' }],
  ['s3:PutObject', { prefix: 'in/thumbnails/' }],
  ['s3:*', { prefix: 'in/' }],
])('%s under %j would start itself', (action, where) => {
  expect(synthesis(action, where)).toThrow('A workflow would start itself: objects under "in/" of');
});

test.each([
  ['s3:PutObject', { prefix: 'out/' }],
  ['s3:PutObject', { prefix: 'in/', elsewhere: true }],
  ['s3:GetObject', { prefix: 'in/' }],
])('%s under %j starts nothing', (action, where) => {
  expect(synthesis(action, where)).not.toThrow();
});

test('says what to do about a loop', () => {
  const [sentence] = loopsOf([{ bucket: 'photos', prefix: '' }], [{ bucket: 'photos', prefix: 'small/' }]);
  expect(sentence).toContain(
    'may write under "small/" there. Write to another bucket, or give both a prefix',
  );
});
