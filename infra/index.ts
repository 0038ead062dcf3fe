/** The package's entry `stateyard/infra`: a workflow on AWS. Needs aws-cdk-lib, constructs and esbuild. */
export {
  bundleTasks,
  type BundleSettings,
  type TaskBundle,
  type TaskCode,
} from './functions/bundle-tasks.ts';
export { taskFunction, type TaskFunctionSettings } from './functions/task-function.ts';
export { type GradualDeployment } from './gradual-deployment.ts';
export type { ActionResources, ResourcesByAction } from './permissions/action-resources.ts';
export { isTriggerOn } from './trigger-switch.ts';
export { WorkflowStateMachine, type WorkflowStateMachineProps } from './workflow-state-machine.ts';
