/** The public entry of the package: authoring workflows, judging definitions, drawing them. */
export { AuthoringError } from './builder/authoring-error.ts';
export { defineTask, type Task, type TaskSettings } from './builder/define-task.ts';
export { TaskError, type SchemaErrorName } from './builder/task-error.ts';
export { eventualConsistency, retryPolicy, transient, type RetryPolicy } from './builder/retry-policy.ts';
export { runTask, type LambdaContext } from './builder/run-task.ts';
export type { TaskContext, TaskDefinition } from './builder/task-definition.ts';
export type { TaskSurroundings } from './builder/task-surroundings.ts';
export { compensationReport, type CompensationReport } from './builder/saga.ts';
export { workflow, type Workflow } from './builder/workflow.ts';
export type { WorkflowDefinition } from './builder/construct.ts';
export type { Condition, Expr, Ref, Reference, ValueOf } from './builder/reference.ts';
export { emit, type EmitSettings } from './builder/emit/emit.ts';
export { attempt } from './builder/states/attempt.ts';
export { call } from './builder/states/call.ts';
export { choice, when } from './builder/states/choice.ts';
export { fail, succeed } from './builder/states/end.ts';
export type { CaughtError } from './builder/states/handlers.ts';
export {
  distributedMap,
  type DistributedMapSettings,
  type WrittenResults,
} from './builder/states/distributed-map.ts';
export { activity, http, integration } from './builder/states/integration.ts';
export { invoke } from './builder/states/invoke.ts';
export {
  csvItems,
  jsonItems,
  jsonLinesItems,
  manifestItems,
  parquetItems,
  s3Objects,
  type ItemReader,
} from './builder/states/item-reader.ts';
export { map } from './builder/states/map.ts';
export { parallel } from './builder/states/parallel.ts';
export { pass } from './builder/states/pass.ts';
export { poll } from './builder/states/poll.ts';
export { variable, type Variable } from './builder/states/variable.ts';
export { raw } from './builder/states/raw.ts';
export { startExecution } from './builder/states/start-execution.ts';
export { wait } from './builder/states/wait.ts';
export { waitForTaskToken } from './builder/states/wait-for-task-token.ts';
export {
  add,
  after,
  and,
  at,
  base64Decode,
  base64Encode,
  before,
  contains,
  enteredTime,
  eq,
  executionId,
  executionName,
  field,
  format,
  fromJson,
  gt,
  gte,
  hash,
  isNull,
  isOneOf,
  isPresent,
  jsonata,
  length,
  lt,
  lte,
  matches,
  merge,
  ne,
  not,
  optional,
  or,
  orElse,
  partition,
  range,
  required,
  retryCount,
  startTime,
  stateMachineId,
  subtract,
  toJson,
  unique,
  uuid,
} from './builder/operators.ts';
export { validate, type ValidateOptions } from './validate/validate.ts';
export type { Diagnostic, DiagnosticCode } from './validate/diagnostic.ts';
export { graph, type Graph } from './graph/graph.ts';
export { toSvg, type SvgOptions } from './graph/svg.ts';
export type { Mark, Marks } from './graph/svg/mark.ts';
export { toMermaid, type MermaidOptions } from './graph/mermaid.ts';
export { difference, differenceInWords, type Difference } from './graph/difference.ts';
export { differenceToMermaid, differenceToSvg } from './graph/difference-picture.ts';
export type { Change, ChangeType } from './graph/difference/change.ts';
