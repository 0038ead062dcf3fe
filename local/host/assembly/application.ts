import type { Place } from '../../engine/arn.ts';
import type { ServiceClients } from '../sdk/service-clients.ts';
import { type FunctionCode, functionTypes, readFunctionCode } from './function-code.ts';
import { layerFolders, layerVariables, missingLayers } from './layers.ts';
import { Resolver } from './resolver.ts';
import { type AssemblyStateMachine, readStateMachine, stateMachineTypes } from './state-machines.ts';
import { createStored } from './stored-resources.ts';
import { subscribeQueues } from './subscriptions.ts';
import { type ResourceReference, resourceOf, type Stack, TemplateError } from './template.ts';
import { valueText } from './value-text.ts';

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
  /** Of services that start empty, in which tables, buckets, streams, queues and topics are made first. */
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
  const stored = await createStored(resolver, resources, clients);
  const subscribed = await subscribeQueues(resolver, resources, clients);
  const missing = new Map<string, string[]>();
  const readAll = readingAll(resources, missing);
  const stateMachines = readAll(stateMachineTypes, (reference) => readStateMachine(resolver, reference));
  const functions = readAll(runsFunctions ? functionTypes : noTypes, (reference) =>
    readFunctionCode(resolver, reference),
  );
  const folders = layerFolders(resolver, resources);
  const activities = readAll(activityTypes, (reference) => resolver.identity(reference).name);
  return {
    stateMachines,
    functions: functions.map((code) => ({
      ...code,
      variables: { ...layerVariables(code, folders), ...code.variables },
    })),
    activities,
    problems: [
      ...stored,
      ...subscribed,
      ...resources.flatMap((reference) => missingTemplate(stacks, reference)),
      ...resolver.notes,
      ...[...missing].map(missingSentence),
      ...functions.flatMap((code) => missingLayers(code, folders)),
    ],
  };
}

const activityTypes: ReadonlySet<string> = new Set(['AWS::StepFunctions::Activity']);
const noTypes: ReadonlySet<string> = new Set();

/** Notes what cannot be read, by the reason: one parameter without a value may be missed by all functions. */
function readingAll(resources: readonly ResourceReference[], missing: Map<string, string[]>) {
  return <Read>(types: ReadonlySet<string>, read: (reference: ResourceReference) => Read): readonly Read[] =>
    resources
      .filter((reference) => types.has(resourceOf(reference)?.Type ?? ''))
      .flatMap((reference) => {
        try {
          return [read(reference)];
        } catch (error) {
          if (!(error instanceof TemplateError)) throw error;
          missing.set(error.message, [...(missing.get(error.message) ?? []), reference.logicalId]);
          return [];
        }
      });
}

/** The resources of a nested stack whose template is elsewhere are not here. */
function missingTemplate(
  stacks: readonly Stack[],
  { stack, logicalId }: ResourceReference,
): readonly string[] {
  const { Type = '', Properties = {} } = resourceOf({ stack, logicalId }) ?? {};
  const isHere = stacks.some(({ nestedIn }) => nestedIn?.stack === stack && nestedIn.logicalId === logicalId);
  if (!nestingTypes.has(Type) || isHere) return [];
  const place = valueText(Properties['TemplateURL'] ?? Properties['Location']);
  return [
    `What the nested stack ${logicalId} has is not here: its template ${place} is no file of this machine. Put the file beside the template, and its path in place of it.`,
  ];
}

const nestingTypes: ReadonlySet<string> = new Set([
  'AWS::CloudFormation::Stack',
  'AWS::Serverless::Application',
]);

function missingSentence([reason, logicalIds]: readonly [
  reason: string,
  logicalIds: readonly string[],
]): string {
  const named = logicalIds.slice(0, namedMax).join(', ');
  const others = logicalIds.length > namedMax ? ` and ${logicalIds.length - namedMax} more` : '';
  return `${named}${others} cannot be had here: ${reason}`;
}

/** Enough to know what the sentence is about. */
const namedMax = 3;
