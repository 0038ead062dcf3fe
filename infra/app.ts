import { bundleTasks } from './functions/bundle-tasks.ts';
import { stateyardStacks } from './stacks.ts';

/**
 * What `npm run synth` and `npm run deploy -- StateyardCheckout` call. `-c triggers=off` deploys with every trigger
 * turned off.
 */
stateyardStacks(await bundleTasks(['tasks'])).synth();
