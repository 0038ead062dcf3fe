import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** How a signature is checked: which digest it is over, and how its two numbers are written. */
export interface SignatureAlgorithm {
  readonly digest: 'sha256' | null;
  readonly dsaEncoding?: 'ieee-p1363';
}

/** RFC 7518 section 3.1 and RFC 8037: public keys alone. What both sides know, HS256, does not belong into a function. */
const algorithms = {
  RS256: { digest: 'sha256' },
  ES256: { digest: 'sha256', dsaEncoding: 'ieee-p1363' },
  EdDSA: { digest: null },
} as const satisfies Readonly<Record<string, SignatureAlgorithm>>;

export interface TokenKey {
  readonly key: KeyObject;
  readonly algorithmName: string;
  readonly algorithm: SignatureAlgorithm;
}

/** By key id. */
export type TokenKeys = ReadonlyMap<string, TokenKey>;

/** Of a key: which ones there are depends on its kind. */
const part = z.string().exactOptional();

/** What an issuer publishes under `jwks_uri`; a Cognito user pool, for one, under `/.well-known/jwks.json`. */
const KeySet = z.object({
  keys: z.array(
    z.object({
      kty: z.enum(['RSA', 'EC', 'OKP']),
      kid: z.string().min(1),
      alg: z.enum(['RS256', 'ES256', 'EdDSA']),
      n: part,
      e: part,
      crv: part,
      x: part,
      y: part,
      d: z.never('is of a private key, which only its issuer may have').exactOptional(),
    }),
  ),
});

/** Reads a JSON Web Key Set (RFC 7517). Several keys at a time let an issuer change them without a gap. */
export function readTokenKeys(text: string): TokenKeys {
  const { keys } = KeySet.parse(JSON.parse(text));
  return new Map(
    keys.map((jwk) => [
      jwk.kid,
      {
        key: createPublicKey({ key: jwk, format: 'jwk' }),
        algorithmName: jwk.alg,
        algorithm: algorithms[jwk.alg],
      },
    ]),
  );
}
