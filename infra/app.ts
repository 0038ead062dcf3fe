import { App, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { CheckoutStack } from './checkout-stack.ts';
import { bundleTasks } from './functions/bundle-tasks.ts';
import { ImageStack } from './image-stack.ts';

/**
 * `npm run synth`, `npm run deploy -- StateyardCheckout`: a stack for each pattern. `-c triggers=off` deploys them with
 * every trigger turned off.
 */
const app = new App({
  context: {
    '@aws-cdk/aws-iam:minimizePolicies': true,
    '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  },
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
const tasks = await bundleTasks(['tasks']);

new CheckoutStack(app, 'StateyardCheckout', {
  tasks,
  description: 'Cart in; goods kept and money taken, or neither',
});
new ImageStack(app, 'StateyardImages', {
  tasks,
  description: 'Photo in; labels, thumbnails and a record out',
});

app.synth();
