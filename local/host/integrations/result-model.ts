import type { ServiceModels } from '../../engine/ports.ts';
import type { ResultShape } from '../../engine/result-shape.ts';
import type { TaskResource } from '../../engine/task-request.ts';
import { findClientPackage } from '../sdk/client-package.ts';
import { capitalized, javaMemberName } from '../sdk/names.ts';
import type { MemberNaming } from '../sdk/parameters.ts';
import type { Shape } from '../sdk/shape.ts';
import { adaptedAction } from './adapted-action.ts';
import { optimizedStyle } from './service-style.ts';

/**
 * The results of services as the installed clients of AWS SDK v3 describe them. They know types and what is required,
 * not which values, lengths and numbers are allowed. Of what waits for a job or a callback they know nothing.
 */
export const serviceModels: ServiceModels = { resultShape };

function resultShape(resource: TaskResource): ResultShape | undefined {
  if (resource.kind !== 'service' || resource.pattern !== 'requestResponse') return undefined;
  const { resourceType, action } = resource;
  const { service, response } = adaptedAction(resourceType, action);
  if (service !== undefined || response !== undefined) return undefined;
  const source = sourceOf(resourceType);
  const output = source && findClientPackage(source.service)?.findOperation(action)?.shapes.output;
  return output && named(output, source.naming);
}

interface Source {
  readonly service: string;
  readonly naming: MemberNaming;
}

function sourceOf(resourceType: string): Source | undefined {
  const [prefix, service] = resourceType.split(':');
  if (prefix === 'aws-sdk' && service !== undefined) return { service, naming: javaMemberName };
  const optimized = optimizedStyle(resourceType);
  return optimized ?? ownIntegrations[resourceType];
}

/** These are not carried out like the other optimized integrations, but their results are the services' own. */
const ownIntegrations: { readonly [resourceType: string]: Source | undefined } = {
  lambda: { service: 'lambda', naming: capitalized },
  states: { service: 'sfn', naming: capitalized },
};

function named(shape: Shape, naming: MemberNaming): ResultShape {
  switch (shape.kind) {
    case 'structure': {
      const { required } = shape;
      const members = () =>
        new Map([...shape.members()].map(([name, member]) => [naming(name), named(member, naming)]));
      return { kind: 'structure', members, required: required.map(naming) };
    }
    case 'list':
      return { kind: 'list', element: () => named(shape.element(), naming) };
    case 'map':
      return { kind: 'map', value: () => named(shape.value(), naming) };
    case 'timestamp':
      return { kind: 'string' };
    case 'blob':
    case 'document':
      // Differs from AWS, for whom bytes are text: Step Functions itself makes JSON of a function's Payload.
      return { kind: 'any' };
    default:
      return { kind: shape.kind };
  }
}
