import type { Machine, State } from '../machine.ts';
import { parseResource, type Resource } from '../resource.ts';
import { type Finding, warning } from '../rule.ts';

/**
 * A Task that may take long says how long. Without TimeoutSeconds it may take 99,999,999 seconds, about three years;
 * calls to services that answer at once are left out (docs.aws.amazon.com/step-functions/latest/dg/sfn-stuck-execution.html).
 */
export function* taskTimeouts(machine: Machine): Iterable<Finding> {
  for (const state of machine.states) {
    const text = state.fields['Resource'];
    if (state.type !== 'Task' || typeof text !== 'string' || has(state, 'TimeoutSeconds')) continue;
    const wait = waitOf(parseResource(text));
    if (wait === 'answer') {
      const message =
        'An answer that never comes stops the execution here. Add TimeoutSeconds or HeartbeatSeconds.';
      if (!has(state, 'HeartbeatSeconds')) yield warning('UNBOUNDED_TASK_TOKEN', message, state.place);
    } else if (wait === 'work' && !has(state, 'HeartbeatSeconds')) {
      const message = 'A Task without TimeoutSeconds may wait for years. Add TimeoutSeconds.';
      yield warning('MISSING_TASK_TIMEOUT', message, state.place);
    }
  }
}

function has({ fields }: State, field: string): boolean {
  return Object.hasOwn(fields, field) || Object.hasOwn(fields, `${field}Path`);
}

/** What the state waits for: somebody's answer, work that is done elsewhere, or nothing to speak of. */
function waitOf(resource: Resource): 'answer' | 'work' | undefined {
  switch (resource.type) {
    case 'activity':
      return 'answer';
    case 'integration':
      if (resource.pattern === '.waitForTaskToken') return 'answer';
      return resource.pattern !== '' || resource.service === 'lambda' ? 'work' : undefined;
    case 'function':
    case 'placeholder':
      return 'work';
    default:
      return undefined;
  }
}
