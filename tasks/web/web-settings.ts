import { env } from 'node:process';
import { z } from 'zod';
import type { TokenIssuer } from './access-token.ts';
import { readTokenKeys } from './token-keys.ts';

/** Whose tokens are good. None of it is secret: the keys are public ones. */
export function tokenIssuer(): TokenIssuer {
  return {
    issuer: required('TOKEN_ISSUER'),
    audience: required('TOKEN_AUDIENCE'),
    keys: readTokenKeys(required('TOKEN_KEYS')),
  };
}

/** Digests of the partners' secrets, by partner. The secrets are long and random, so nobody finds one by its digest. */
const Partners = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/));

export function partnerDigests(): ReadonlyMap<string, string> {
  return new Map(Object.entries(Partners.parse(JSON.parse(required('PARTNERS')))));
}

function required(variable: string): string {
  const value = env[variable];
  if (value) return value;
  throw new Error(`The environment variable ${variable} is not set; the authorizers need it.`);
}
