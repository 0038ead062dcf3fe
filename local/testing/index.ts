/** The public entry `stateyard/testing`: workflows run in virtual time over doubles, and explored under faults. */
export { runWorkflow, type RunOptions } from './run/run-workflow.ts';
export type { WorkflowRun } from './run/workflow-run.ts';
export { answers, double, type Answer, type Binding, type Double, type Handler } from './run/double.ts';
export { delayed, fails, hangs, succeeds, type Outcome } from './run/outcome.ts';
export type { Attempt, TaskCall } from './run/task-call.ts';
export type { Datasets, MapStorage } from './run/dataset-storage.ts';
export { explore, replay, type ToldStory } from './explore/explore.ts';
export type { Exploration, VirtualTime } from './explore/exploration.ts';
export { defineFault, type Fault, type FaultSettings, type FaultVariant } from './explore/fault.ts';
export {
  crashAfterEffect,
  declaredErrors,
  duplicateDelivery,
  everyFault,
  lateDelivery,
  stoppedExecution,
  throttlingThatEnds,
  throttlingThatStays,
  timeout,
} from './explore/faults.ts';
export type { Invariant, Invariants } from './explore/invariant.ts';
export { InvariantBroken, type ExplorationReport, type Violation } from './explore/report.ts';
export type { Story } from './explore/story.ts';
export type { StoryFault } from './explore/story-plan.ts';
export type { StoryStep } from './explore/story-steps.ts';
