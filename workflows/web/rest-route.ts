import type { z } from 'zod';
import type { TaskDefinition } from '../../asl/builder/task-definition.ts';
import type { WorkflowDefinition } from '../../asl/builder/construct.ts';

/** A REST API as data: the stack makes it on API Gateway, `stateyard dev` serves it on this machine. */
export interface RestApiDescription {
  readonly name: string;
  /** The first part of every path. */
  readonly stage: string;
  readonly authorizers: Readonly<Record<AuthorizerName, AuthorizerDescription>>;
  readonly routes: readonly RestRoute[];
}

export type AuthorizerName = 'customer' | 'partner';

/**
 * Identity sources are headers: a call that lacks one is refused before anybody is asked, and their values together
 * are what an answer is kept for (docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html).
 */
export interface AuthorizerDescription {
  readonly type: 'TOKEN' | 'REQUEST';
  readonly task: TaskDefinition;
  readonly identityHeaders: readonly string[];
  /** What the header of a TOKEN authorizer must look like. */
  readonly pattern?: string;
  /** A token that expires or is withdrawn is good for that long still. */
  readonly cacheSeconds: number;
}

export interface RestRoute {
  readonly method: 'GET' | 'POST';
  readonly path: `/${string}`;
  /** Open to everybody without one. */
  readonly authorizer?: AuthorizerName;
  /** What the body must be. */
  readonly body?: z.ZodType;
  readonly integration: StepFunctionsIntegration | FunctionIntegration;
}

/** The gateway calls Step Functions by itself: no function stands between them. */
export interface StepFunctionsIntegration {
  readonly type: 'StepFunctions';
  readonly action: 'StartExecution' | 'StartSyncExecution' | 'DescribeExecution';
  readonly workflow: WorkflowDefinition;
  /** Mapping templates: of the call, of its answer, and of its refusal. */
  readonly request: (binding: TemplateBinding) => string;
  readonly answerStatus: number;
  readonly answer: string;
  readonly refusal: string;
}

/** A function answers with status, headers and body itself (a Lambda proxy integration). */
export interface FunctionIntegration {
  readonly type: 'Function';
  readonly task: TaskDefinition;
}

/** What a template cannot know before it is deployed. */
export interface TemplateBinding {
  readonly stateMachineArn: string;
  /** `arn:aws:states:REGION:ACCOUNT:execution:NAME` */
  readonly executionsArn: string;
  /** The expression for the caller's id, as the authorizer says it. */
  readonly caller: string;
}
