import type { Machine, State } from '../machine.ts';
import { isIntegration } from '../optimized-integrations.ts';
import { at } from '../place.ts';
import { parseResource, type Resource } from '../resource.ts';
import { type Finding, schemaError } from '../rule.ts';

/** A Task's Resource is a Lambda function, an activity or an integration that exists; an Express machine waits for none. */
export function* taskResources(machine: Machine): Iterable<Finding> {
  for (const state of machine.states) {
    const text = state.fields['Resource'];
    if (state.type !== 'Task' || typeof text !== 'string') continue;
    const resource = parseResource(text);
    const message = notExpress(state, resource) ?? unrecognized(text, resource);
    if (message !== undefined) yield schemaError(message, at(state.place, 'Resource'));
  }
}

/** docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html. The space at the end is AWS's. */
function notExpress({ graph }: State, resource: Resource): string | undefined {
  if (!graph.express) return undefined;
  if (resource.type === 'activity') return 'Express state machine does not support Activity ARN';
  if (resource.type !== 'integration' || resource.pattern === '') return undefined;
  return `Express state machine does not support '${resource.pattern}' service integration `;
}

function unrecognized(text: string, resource: Resource): string | undefined {
  if (resource.type === 'unknown') return 'Value is not a valid resource ARN';
  if (resource.type !== 'integration' || isIntegration(resource)) return undefined;
  return (
    `The resource provided ${text} is not recognized. ` +
    'The value is not a valid resource ARN, or the resource is not available in this region.'
  );
}
