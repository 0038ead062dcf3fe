import { bundleTasks } from './functions/bundle-tasks.ts';
import { checked, stateyardStacks } from './stacks.ts';

/**
 * What `npm run synth` and `npm run deploy -- StateyardCheckout` call. `-c triggers=off` deploys with every trigger
 * turned off.
 */
checked(stateyardStacks(await bundleTasks(['tasks']))).synth();
