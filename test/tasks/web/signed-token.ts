import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** An issuer with a key of its own: signs tokens, and publishes what checks them. */
export interface TestIssuer {
  readonly keySet: string;
  readonly token: (claims?: object, header?: object) => string;
}

const hourAhead = () => Math.floor(Date.now() / 1_000) + 3_600;

export const goodClaims = () => ({
  iss: 'https://issuer.example',
  aud: 'shop',
  sub: 'ada',
  exp: hourAhead(),
  scope: 'orders:read orders:write',
});

export function testIssuer(alg: 'RS256' | 'ES256' | 'EdDSA' = 'EdDSA', kid = 'first'): TestIssuer {
  const { publicKey, privateKey } = keyPair(alg);
  const keySet = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg }] });
  const token = (claims: object = {}, header: object = {}) => {
    const text = [
      { alg, kid, typ: 'JWT', ...header },
      { ...goodClaims(), ...claims },
    ]
      .map(encoded)
      .join('.');
    return `${text}.${signature(alg, text, privateKey)}`;
  };
  return { keySet, token };
}

export function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function keyPair(alg: 'RS256' | 'ES256' | 'EdDSA'): { publicKey: KeyObject; privateKey: KeyObject } {
  if (alg === 'RS256') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  return alg === 'ES256'
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('ed25519');
}

function signature(alg: string, text: string, key: KeyObject): string {
  const digest = alg === 'EdDSA' ? null : 'sha256';
  return sign(digest, Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}
