import type { z } from 'zod';
import type { HttpResponse } from '../http-message.ts';
import type { Json } from '../../../asl/json.ts';
import type { GatewayAuthorizer } from './gateway-authorizer.ts';

/** A method of a REST API, bound to what is behind it on this machine. */
export interface GatewayRoute {
  readonly method: string;
  /** `/orders/{order}`, without the stage. */
  readonly path: string;
  readonly authorizer?: GatewayAuthorizer;
  readonly body?: z.ZodType;
  readonly integration: GatewayIntegration;
}

export type GatewayIntegration = ServiceIntegration | FunctionIntegration;

/** The gateway makes a call of a service out of the request, and its answer out of the service's. */
export interface ServiceIntegration {
  readonly type: 'service';
  readonly call: (body: string) => Promise<Pick<HttpResponse, 'status' | 'body'>>;
  /** Mapping templates. */
  readonly request: string;
  readonly answerStatus: number;
  readonly answer: string;
  readonly refusal: string;
}

/** Lambda proxy integration: the function sees the request and says the answer. */
export interface FunctionIntegration {
  readonly type: 'function';
  readonly invoke: (event: Json) => Promise<unknown>;
}
