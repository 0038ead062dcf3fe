import type { Machine, Mention, State } from '../machine.ts';
import { parseResource } from '../resource.ts';
import { type Finding, warning } from '../rule.ts';

/**
 * A Task that waits for an answer hands its token to somebody who can give one
 * (docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html). The token is in the context object alone.
 */
export function* taskTokens(machine: Machine): Iterable<Finding> {
  const waiting = machine.states.filter(waitsForToken);
  if (waiting.length === 0) return;
  const informed = new Set(machine.mentions.filter(mayHoldToken).map(({ part }) => part.state));
  for (const state of waiting) {
    if (informed.has(state)) continue;
    const [field, token] =
      state.language === 'JSONata'
        ? ['Arguments', '"{% $states.context.Task.Token %}"']
        : ['Parameters', '"TaskToken.$": "$$.Task.Token"'];
    const message = `Nobody gets the task token, so nobody can answer. Hand it out in ${field}: ${token}.`;
    yield warning('TOKEN_NOT_HANDED_OUT', message, state.place);
  }
}

function waitsForToken({ type, fields }: State): boolean {
  const { Resource: resource } = fields;
  return type === 'Task' && typeof resource === 'string' && isCallback(resource);
}

function isCallback(text: string): boolean {
  const resource = parseResource(text);
  return resource.type === 'integration' && resource.pattern === '.waitForTaskToken';
}

/** Reads the context object, and not a part of it that has no token. */
function mayHoldToken({ text, kind }: Mention): boolean {
  return kind === 'jsonata'
    ? /\$states(?!\.input\b|\.result\b|\.context\.(?:Execution|State|StateMachine|Map)\b)/.test(text)
    : /\$\$(?!\.(?:Execution|State|StateMachine|Map)\b)/.test(text);
}
