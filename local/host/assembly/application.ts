import type { Place } from '../../engine/arn.ts';
import type { ServiceClients } from '../sdk/service-clients.ts';
import { type FunctionCode, functionTypes, readFunctionCode } from './function-code.ts';
import { Resolver } from './resolver.ts';
import { type AssemblyStateMachine, readStateMachine, stateMachineTypes } from './state-machines.ts';
import { createStored } from './stored-resources.ts';
import { type ResourceReference, resourceOf, type Stack, TemplateError } from './template.ts';

/** What somebody else's application has that runs on this machine. */
export interface Application {
  readonly stateMachines: readonly AssemblyStateMachine[];
  readonly functions: readonly FunctionCode[];
  /** Names of activities. */
  readonly activities: readonly string[];
  /** Sentences about what is in the templates and not here. */
  readonly problems: readonly string[];
}

export interface ApplicationOptions {
  readonly place: Place;
  /** Of templates, by name. */
  readonly parameters: { readonly [name: string]: string };
  /** Of services that start empty, in which tables, buckets, queues and topics are made first. */
  readonly clients: ServiceClients;
  /** Whether functions run from their code; else somebody else runs them, and nobody looks for it. */
  readonly runsFunctions: boolean;
}

/** Resolves the stacks; what of them cannot be had is a problem of its own, and the rest is there all the same. */
export async function openApplication(
  stacks: readonly Stack[],
  { place, parameters, clients, runsFunctions }: ApplicationOptions,
): Promise<Application> {
  const resolver = new Resolver({ stacks, place, parameters });
  const resources = stacks
    .flatMap((stack) => Object.keys(stack.template.Resources).map((logicalId) => ({ stack, logicalId })))
    .filter((reference) => resolver.isCreated(reference));
  const problems: string[] = [...(await createStored(resolver, resources, clients))];
  const readAll = readingAll(resources, problems);
  return {
    stateMachines: readAll(stateMachineTypes, (reference) => readStateMachine(resolver, reference)),
    functions: runsFunctions
      ? readAll(functionTypes, (reference) => readFunctionCode(resolver, reference))
      : [],
    activities: readAll(activityTypes, (reference) => resolver.identity(reference).name),
    problems,
  };
}

const activityTypes: ReadonlySet<string> = new Set(['AWS::StepFunctions::Activity']);

function readingAll(resources: readonly ResourceReference[], problems: string[]) {
  return <Read>(types: ReadonlySet<string>, read: (reference: ResourceReference) => Read): readonly Read[] =>
    resources
      .filter((reference) => types.has(resourceOf(reference)?.Type ?? ''))
      .flatMap((reference) => {
        try {
          return [read(reference)];
        } catch (error) {
          if (!(error instanceof TemplateError)) throw error;
          problems.push(
            `${reference.logicalId} of ${reference.stack.name} cannot be had here: ${error.message}`,
          );
          return [];
        }
      });
}
