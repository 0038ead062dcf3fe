import type { GraphState } from '../graph.ts';
import type { DrawnType } from '../words/detail.ts';
import type { Task, TaskKind } from '../words/task.ts';

/** Path data of stroked icons on a field of 16 by 16. */
export function iconOf(state: GraphState): string {
  if (state.task !== undefined) return taskIcons[state.task.kind];
  return state.distributed ? distributedMapIcon : typeIcons[state.type];
}

/** The small sign at an icon's corner for a task that waits for more than the answer of its call. */
export const waitingIcons: { readonly [waitsFor in Exclude<Task['waitsFor'], 'response'>]: string } = {
  callback: 'M10.5 5.2H6a2.6 2.6 0 0 0 0 5.2h1.2M8.7 3.2l2 2-2 2',
  completion: 'M4.6 4h6.8M4.6 12h6.8M5.4 4c0 4 5.2 4 5.2 8M10.6 4c0 4-5.2 4-5.2 8',
};

export const retryIcon = 'M12.4 8a4.4 4.4 0 1 1-1.3-3.1M12.6 2.6v2.7H9.9';

const typeIcons: { readonly [type in DrawnType]: string } = {
  Task: 'M3 3h10v10H3z',
  Pass: 'M3 8h9.5M9 4.5 12.5 8 9 11.5',
  Choice: 'M8 2v3.5M8 5.5 3.5 10v3.5M8 5.5l4.5 4.5v3.5M1.8 11.8l1.7 1.7 1.7-1.7M10.8 11.8l1.7 1.7 1.7-1.7',
  Wait: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM8 4.9V8l2.3 1.7',
  Succeed: 'M3.2 8.6 6.6 12 12.9 4.6',
  Fail: 'M4 4l8 8M12 4l-8 8',
  Parallel: 'M8 2v2.5M3 13.5v-5A4 4 0 0 1 7 4.5h2a4 4 0 0 1 4 4v5M8 4.5v9',
  Map: 'M8 2.3 14 5.4 8 8.5 2 5.4zM2.4 8.3 8 11.2l5.6-2.9M2.4 11 8 13.9l5.6-2.9',
  Unknown: 'M5.6 6.2a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.1.8-1.1 1.7M8 12.5v.1',
};

const distributedMapIcon =
  'M6.7 2.2h2.6v2.6H6.7zM1.9 8.5h2.6v2.6H1.9zM6.7 11.2h2.6v2.6H6.7zM11.5 8.5h2.6v2.6h-2.6zM8 4.8v6.4M7 4.8 3.6 8.5M9 4.8l3.4 3.7';

const taskIcons: { readonly [kind in TaskKind]: string } = {
  function: 'M4.3 2.5h1.4c.7 0 1.2.4 1.5 1.1L11 13.5h1.7M7.7 5.5 3.5 13.5',
  execution: 'M6 2.2h4v3H6zM2 10.8h4v3H2zM10 10.8h4v3h-4zM8 5.2V8M4 10.8V8h8v2.8',
  database:
    'M3 4.2c0-1.1 2.2-2 5-2s5 .9 5 2-2.2 2-5 2-5-.9-5-2zM3 4.2v7.6c0 1.1 2.2 2 5 2s5-.9 5-2V4.2M3 8c0 1.1 2.2 2 5 2s5-.9 5-2',
  storage:
    'M2.7 4c0-1 2.4-1.8 5.3-1.8s5.3.8 5.3 1.8S10.9 5.8 8 5.8 2.7 5 2.7 4zM2.7 4l1.3 8.6c.1.7 1.9 1.2 4 1.2s3.9-.5 4-1.2L13.3 4',
  message: 'M2.2 3.8h11.6v8.6H2.2zM2.4 4.2 8 8.8l5.6-4.6',
  intelligence: 'M7 2.4l1.5 4.1L12.6 8 8.5 9.5 7 13.6 5.5 9.5 1.4 8l4.1-1.5zM12.6 2v3M14.1 3.5h-3',
  compute:
    'M4.3 4.3h7.4v7.4H4.3zM6.6 4.3V2M9.4 4.3V2M6.6 14v-2.3M9.4 14v-2.3M4.3 6.6H2M4.3 9.4H2M14 6.6h-2.3M14 9.4h-2.3',
  http: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM2.2 8h11.6M8 2.2c3.2 3.2 3.2 8.4 0 11.6M8 2.2c-3.2 3.2-3.2 8.4 0 11.6',
  activity: 'M8 2.3a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4zM2.8 13.7c.5-2.7 2.5-4 5.2-4s4.7 1.3 5.2 4',
  service: 'M4.7 12.6h6.7a2.7 2.7 0 0 0 .3-5.4 3.9 3.9 0 0 0-7.6-.2 2.8 2.8 0 0 0 .6 5.6z',
};
