import type { Machine, State } from '../machine.ts';
import { at, root } from '../place.ts';
import { type Finding, warning } from '../rule.ts';

/** docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const expressSecondsMax = 300;

/** No limit and no pause of an Express execution is longer than the execution can be. */
export function* expressDuration({ type, fields, states }: Machine): Iterable<Finding> {
  const { TimeoutSeconds: timeout } = fields;
  if (type === 'EXPRESS' && isTooLong(timeout)) {
    yield warning('EXPRESS_DURATION', `${fiveMinutes} Lower it.`, at(root, 'TimeoutSeconds'));
  }
  for (const state of states) {
    if (isEndlessWait(state)) {
      const message = `${fiveMinutes} Wait for less, or make it a Standard execution.`;
      yield warning('EXPRESS_DURATION', message, at(state.place, 'Seconds'));
    }
  }
}

const fiveMinutes = 'An Express execution times out after 300 seconds.';

function isEndlessWait({ type, graph, fields }: State): boolean {
  return type === 'Wait' && graph.express && isTooLong(fields['Seconds']);
}

function isTooLong(seconds: unknown): boolean {
  return typeof seconds === 'number' && seconds > expressSecondsMax;
}
