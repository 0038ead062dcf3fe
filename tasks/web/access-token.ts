import { verify } from 'node:crypto';
import { z } from 'zod';
import type { TokenKeys } from './token-keys.ts';

/** Who may be trusted to say who somebody is. */
export interface TokenIssuer {
  readonly issuer: string;
  /** This API: a token that was made for another one is none. */
  readonly audience: string;
  readonly keys: TokenKeys;
}

/** Of a JSON Web Token (RFC 7519 section 4.1), what is looked at. */
const Claims = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  /** It becomes part of an execution's name, whose characters are few, and has no dot: that ends it there. */
  sub: z.string().regex(/^[A-Za-z0-9_-]{1,36}$/),
  exp: z.number(),
  nbf: z.number().optional(),
  /** RFC 8693 section 4.2: with spaces between them. */
  scope: z.string().max(1_000).default(''),
});

/** Extensions that a reader must understand (`crit`) are understood by nobody here (RFC 7515 section 4.1.11). */
const Header = z.object({ alg: z.string(), kid: z.string(), crit: z.undefined().optional() });

export interface AccessToken {
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly expiresAtSeconds: number;
}

export type TokenReading =
  | { readonly type: 'valid'; readonly token: AccessToken }
  | { readonly type: 'refused'; readonly reason: string };

/** Longer ones do not fit into the header that carries them. */
const tokenLengthMax = 8_192;

/**
 * Checks a signed token (JWS compact form): first its signature, and only then what it says. The algorithm is the
 * key's, never the token's: else a token could choose `none`, or have a public key taken for a shared secret
 * (RFC 8725 section 3.1). The reason is for the log; whoever sent the token is told nothing.
 */
export function readAccessToken(text: string, issuer: TokenIssuer, nowSeconds: number): TokenReading {
  if (text.length > tokenLengthMax) return refused('is too long');
  const [header = '', payload = '', signature = '', ...rest] = text.split('.');
  if (rest.length > 0 || ![header, payload, signature].every(isBase64url)) return refused('is no JWS');
  const said = Header.safeParse(decoded(header));
  if (!said.success) return refused('has a header that is none');
  const key = issuer.keys.get(said.data.kid);
  if (key === undefined) return refused('is signed by a key that nobody knows');
  if (key.algorithmName !== said.data.alg) return refused('names an algorithm that is not its key’s');
  const { digest, ...encoding } = key.algorithm;
  const isSigned = verify(
    digest,
    Buffer.from(`${header}.${payload}`),
    { key: key.key, ...encoding },
    Buffer.from(signature, 'base64url'),
  );
  return isSigned ? judge(decoded(payload), issuer, nowSeconds) : refused('has a wrong signature');
}

function judge(payload: unknown, { issuer, audience }: TokenIssuer, nowSeconds: number): TokenReading {
  const read = Claims.safeParse(payload);
  if (!read.success) return refused('lacks a claim, or has a strange one');
  const { iss, aud, sub, exp, nbf = 0, scope } = read.data;
  if (iss !== issuer) return refused('comes from another issuer');
  if (![aud].flat().includes(audience)) return refused('is for another audience');
  if (nowSeconds >= exp) return refused('has expired');
  if (nowSeconds < nbf) return refused('is not valid yet');
  const scopes = scope.split(' ').filter((one) => one !== '');
  return { type: 'valid', token: { subject: sub, scopes, expiresAtSeconds: exp } };
}

function refused(reason: string): TokenReading {
  return { type: 'refused', reason: `The token ${reason}.` };
}

function isBase64url(part: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(part);
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}
