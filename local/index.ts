/** The package's entry `stateyard/local`: workflows, or the Step Functions API alone, served on this machine. */
export { type RunningServer, type ServerOptions, startServer } from './cli/serve.ts';
export { type BoundFunction, BoundFunctions, type FunctionContext } from './host/bound-functions.ts';
