import { z } from 'zod';
import { TaskError } from '../../asl/builder/task-error.ts';

const Statement = z.object({
  Action: z.literal('execute-api:Invoke'),
  Effect: z.enum(['Allow', 'Deny']),
  Resource: z.array(z.string()).min(1),
});

/**
 * What API Gateway wants of an authorizer. Values of the context are flat: others would turn every answer into a 500
 * (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html).
 */
export const AuthorizerAnswer = z.object({
  principalId: z.string(),
  policyDocument: z.object({ Version: z.literal('2012-10-17'), Statement: z.array(Statement).min(1) }),
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** The API key whose usage plan counts the call. */
  usageIdentifierKey: z.string().optional(),
});
export type AuthorizerAnswer = z.output<typeof AuthorizerAnswer>;

/** Of a stage, a method and path: `GET/orders/*`. */
export type MethodPattern = `${'GET' | 'POST' | '*'}/${string}`;

export interface Caller {
  readonly principalId: string;
  /** All that the caller may do, not only what is being asked: the answer is kept and used for the other methods too. */
  readonly methods: readonly MethodPattern[];
  readonly context: AuthorizerAnswer['context'];
  readonly usageIdentifierKey?: string;
}

/** Lets the caller do what it may at this API and stage; whoever may do nothing is denied everything. */
export function allow({ methods, ...caller }: Caller, methodArn: string): AuthorizerAnswer {
  const stage = stageOf(methodArn);
  if (stage === undefined || methods.length === 0) return deny();
  const Resource = methods.map((method) => `${stage}/${method}`);
  return { ...caller, policyDocument: policy('Allow', Resource) };
}

/** Answered with 403, and kept as long as an allowance would be. */
export function deny(): AuthorizerAnswer {
  return { principalId: 'nobody', policyDocument: policy('Deny', ['*']), context: {} };
}

/** Answered with 401, and not kept: API Gateway knows this one message. */
export function unauthorized(): TaskError<'Unauthorized'> {
  return new TaskError('Unauthorized', 'Unauthorized');
}

/** `arn:aws:execute-api:eu-west-1:123456789012:API/STAGE` of `…/POST/orders`. */
function stageOf(methodArn: string): string | undefined {
  return /^(arn:[^:/*]+:execute-api:[^:/*]+:\d{12}:[^:/*]+\/[^:/*]+)\//.exec(methodArn)?.[1];
}

function policy(Effect: 'Allow' | 'Deny', Resource: string[]): AuthorizerAnswer['policyDocument'] {
  return { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] };
}
