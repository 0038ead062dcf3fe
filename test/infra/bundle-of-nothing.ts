import { fileURLToPath } from 'node:url';
import type { TaskBundle } from '../../infra/functions/bundle-tasks.ts';

/** Stands in for esbuild where a template is looked at and no function runs. */
export const bundleOfNothing: TaskBundle = {
  architecture: 'arm64',
  codeOf: ({ name }) => ({
    folder: fileURLToPath(new URL('../../tasks/aws', import.meta.url)),
    handler: `index.${name}`,
    missingPackages: [],
  }),
};
