import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import type { TaskContext } from '../../asl/builder/task-definition.ts';
import { allow, AuthorizerAnswer, deny, type MethodPattern, unauthorized } from './authorizer-answer.ts';
import { partnerDigests } from './web-settings.ts';

export const partnerIdHeader = 'x-partner-id';
export const partnerSecretHeader = 'x-partner-secret';

const methods: readonly MethodPattern[] = ['POST/quotes'];

/** By which a partner's calls are counted. It opens nothing: no caller can send it, only the authorizer names it. */
export function usageKeyOf(partner: string): string {
  return `stateyard-partner-${partner}`;
}

/** Clients write the names of headers as they like. */
const Headers = z
  .record(z.string(), z.unknown())
  .catch({})
  .transform(
    (headers) => new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  );

/**
 * The REQUEST authorizer of partners, which ask from server to server: an id and a secret in two headers, both of them
 * identity sources, so that neither a call without one nor a kept answer for another pair comes through.
 */
export const authorizePartner = defineTask('AuthorizePartner', {
  input: z.object({ headers: Headers, methodArn: z.string().catch('') }),
  output: AuthorizerAnswer,
  errors: ['Unauthorized'],
  timeoutSeconds: 5,
  handler: ({ headers, methodArn }, { log }) => {
    const partner = partnerOf(headers.get(partnerIdHeader), headers.get(partnerSecretHeader), log);
    if (partner === 'unknown') return deny();
    if (partner === 'refused') throw unauthorized();
    return allow({ ...partner, methods, context: { partner: partner.principalId } }, methodArn);
  },
});

function partnerOf(id: unknown, secret: unknown, log: TaskContext['log']) {
  try {
    if (typeof id === 'string' && typeof secret === 'string' && isSecretOf(id, secret))
      return { principalId: id, usageIdentifierKey: usageKeyOf(id) };
    log.info('A partner was refused');
    return 'refused';
  } catch (error) {
    log.error('Nobody can say who the partners are, so nobody is one', { error: String(error) });
    return 'unknown';
  }
}

/** Takes as long for a partner that there is as for one that there is not. */
function isSecretOf(id: string, secret: string): boolean {
  const expected = partnerDigests().get(id);
  const given = createHash('sha256').update(secret).digest();
  const isEqual = timingSafeEqual(given, Buffer.from(expected ?? digestOfNobody, 'hex'));
  return isEqual && expected !== undefined;
}

const digestOfNobody = '00'.repeat(32);
