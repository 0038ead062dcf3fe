import { App } from 'aws-cdk-lib/core';
import { CheckoutStack } from './checkout-stack.ts';
import { bundleTasks } from './functions/bundle-tasks.ts';

const app = new App();
const tasks = await bundleTasks(['tasks']);

new CheckoutStack(app, 'StateyardCheckout', { tasks });

app.synth();
