/** The package's entry `stateyard/local`: workflows served on this machine. */
export { serve, type ServedWorkflows, type ServeSettings } from './cli/serve-workflows.ts';
