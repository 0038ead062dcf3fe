import type { Execution } from '../engine/execution.ts';
import type { TaskRequest } from '../engine/task-request.ts';

/** Who carried out a task: what a user must be able to see, since a mocked answer looks like a real one. */
export type Resolution =
  | { readonly by: 'mock'; readonly testCase: string; readonly response: string; readonly invocation: number }
  | { readonly by: 'function'; readonly functionName: string }
  | { readonly by: 'endpoint'; readonly service: string; readonly url: string }
  | { readonly by: 'engine' }
  | { readonly by: 'nobody' };

/** Told of every task before it starts. */
export type ResolutionObserver = (resolution: Resolution, task: TaskRequest, execution: Execution) => void;
