import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import type { TaskContext } from '../../asl/builder/task-definition.ts';
import { readAccessToken, type AccessToken } from './access-token.ts';
import { allow, AuthorizerAnswer, deny, type MethodPattern, unauthorized } from './authorizer-answer.ts';
import { tokenIssuer } from './web-settings.ts';

/** What a scope opens. */
const methodsByScope: Readonly<Record<string, readonly MethodPattern[]>> = {
  'orders:write': ['POST/orders'],
  'orders:read': ['GET/orders/*'],
};

/**
 * The TOKEN authorizer of customers: a bearer token, signed by the issuer. A token that is none is answered with 401; what
 * fails for our own fault, such as keys that cannot be read, is denied, and the log says why.
 */
export const authorizeCustomer = defineTask('AuthorizeCustomer', {
  input: z.object({ authorizationToken: z.string().catch(''), methodArn: z.string().catch('') }),
  output: AuthorizerAnswer,
  errors: ['Unauthorized'],
  timeoutSeconds: 5,
  handler: ({ authorizationToken, methodArn }, { log }) => {
    const token = tokenOf(authorizationToken, log);
    if (token === 'unknown') return deny();
    if (token === 'refused') throw unauthorized();
    return allow(callerOf(token), methodArn);
  },
});

function tokenOf(authorization: string, log: TaskContext['log']): AccessToken | 'refused' | 'unknown' {
  try {
    const [, text = ''] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    const reading = readAccessToken(text, tokenIssuer(), Date.now() / 1_000);
    if (reading.type === 'valid') return reading.token;
    log.info('A token was refused', { reason: reading.reason });
    return 'refused';
  } catch (error) {
    log.error('Nobody can say whether a token is good, so it is not', { error: String(error) });
    return 'unknown';
  }
}

function callerOf({ subject, scopes, expiresAtSeconds }: AccessToken) {
  const methods = scopes.flatMap(
    (scope) => (Object.hasOwn(methodsByScope, scope) ? methodsByScope[scope] : []) ?? [],
  );
  return { principalId: subject, methods, context: { customerId: subject, expiresAtSeconds } };
}
