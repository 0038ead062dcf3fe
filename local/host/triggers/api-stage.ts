import { z } from 'zod';
import type { Around, StackResource, TriggerKind } from './trigger-kind.ts';

const Limits = z.object({ throttlingRateLimit: z.number(), throttlingBurstLimit: z.number() }).partial();
const Stage = z.object({
  methodSettings: z.record(z.string(), Limits).default({}),
  variables: z.record(z.string(), z.string()).default({}),
});
const Stages = z.object({ item: z.array(z.object({ stageName: z.string() })).default([]) });

/**
 * A stage of a REST API lets nobody in when its limits are 0. What they were is kept in a variable of the stage, so whoever
 * turns it on again need not know. Source: docs.aws.amazon.com/apigateway/latest/api/API_UpdateStage.html
 */
export const apiStage: TriggerKind = {
  label: 'API stage',
  whileOff: 'callers get 429 Too Many Requests, and come again if they retry',
  isEnabled: async (resource, around) => !(memory in (await read(resource, around)).stage.variables),
  setEnabled: async (resource, enabled, around) => {
    const { stage, ...named } = await read(resource, around);
    const kept = stage.variables[memory];
    if (enabled === (kept === undefined)) return;
    const patchOperations = kept === undefined ? closing(stage) : opening(kept);
    await around.call('apigateway', 'updateStage', { ...named, patchOperations });
  },
};

const memory = 'stateyardLimits';
/** The settings of all methods; those of single ones win over them. */
const allMethods = '*/*';
/** Variables take no asterisk. */
const allMethodsKept = 'all';
/** How API Gateway says that a stage has no limit of its own. */
const unlimited = -1;

interface PatchOperation {
  readonly op: 'replace' | 'remove';
  readonly path: string;
  readonly value?: string;
}

function closing({ methodSettings }: z.output<typeof Stage>): readonly PatchOperation[] {
  const all = Object.entries<z.output<typeof Limits>>({ [allMethods]: {}, ...methodSettings });
  const kept = all.map(([method, { throttlingRateLimit = unlimited, throttlingBurstLimit = unlimited }]) =>
    [method === allMethods ? allMethodsKept : method, throttlingRateLimit, throttlingBurstLimit].join('='),
  );
  return [
    { op: 'replace', path: `/variables/${memory}`, value: kept.join(',') },
    ...all.flatMap(([method]) => limits(method, '0', '0')),
  ];
}

function opening(kept: string): readonly PatchOperation[] {
  const before = kept.split(',').flatMap((each) => {
    const [method = '', rate = '', burst = ''] = each.split('=');
    return limits(method === allMethodsKept ? allMethods : method, rate, burst);
  });
  return [{ op: 'remove', path: `/variables/${memory}` }, ...before];
}

function limits(method: string, rate: string, burst: string): readonly PatchOperation[] {
  return [
    { op: 'replace', path: `/${method}/throttling/rateLimit`, value: rate },
    { op: 'replace', path: `/${method}/throttling/burstLimit`, value: burst },
  ];
}

interface StageReading {
  readonly restApiId: string;
  readonly stageName: string;
  readonly stage: z.output<typeof Stage>;
}

/** A stage is known by its name; which of the stack's APIs has it must be asked. */
async function read(
  { physicalId: stageName }: StackResource,
  { call, resources }: Around,
): Promise<StageReading> {
  const apis = resources.filter(({ type }) => type === 'AWS::ApiGateway::RestApi');
  for (const { physicalId: restApiId } of apis) {
    const { item } = Stages.parse(await call('apigateway', 'getStages', { restApiId }));
    if (!item.some((stage) => stage.stageName === stageName)) continue;
    const stage = Stage.parse(await call('apigateway', 'getStage', { restApiId, stageName }));
    return { restApiId, stageName, stage };
  }
  throw new Error(`No REST API of the stack has the stage ${stageName}.`);
}
