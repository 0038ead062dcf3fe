import { Duration } from 'aws-cdk-lib/core';
import { IdentitySource, RequestAuthorizer, TokenAuthorizer } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import type { AuthorizerDescription } from '../../workflows/web/rest-route.ts';
import { taskFunction, type TaskFunctionSettings } from '../functions/task-function.ts';

/** A task function as an authorizer: asked only when every identity source is there, and looks as it must. */
export function functionAuthorizer(
  scope: Construct,
  { type, task, identityHeaders, pattern, cacheSeconds }: AuthorizerDescription,
  settings: TaskFunctionSettings,
): TokenAuthorizer | RequestAuthorizer {
  const handler = taskFunction(scope, task, settings);
  const id = `${task.name}Authorizer`;
  const resultsCacheTtl = Duration.seconds(cacheSeconds);
  const identitySources = identityHeaders.map((header) => IdentitySource.header(header));
  if (type === 'REQUEST')
    return new RequestAuthorizer(scope, id, { handler, resultsCacheTtl, identitySources });
  const [identitySource = IdentitySource.header('Authorization')] = identitySources;
  return new TokenAuthorizer(scope, id, {
    handler,
    resultsCacheTtl,
    identitySource,
    ...(pattern !== undefined && { validationRegex: pattern }),
  });
}
