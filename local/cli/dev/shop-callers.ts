import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { env } from 'node:process';
import { partnerIdHeader, partnerSecretHeader } from '../../../tasks/web/authorize-partner.ts';

/** Headers with which the shop's API on this machine may be called: made anew with each start, and good for nothing else. */
export interface ShopCallers {
  readonly customerHeader: string;
  readonly partnerHeaders: readonly string[];
}

/** Until somebody starts `stateyard dev` again. */
const tokenSeconds = 12 * 3_600;

/**
 * Makes an issuer of tokens and a partner, and tells the authorizers of them, unless the environment already names
 * some: then whoever set it has tokens and secrets of their own.
 */
export function openShopCallers(): ShopCallers | undefined {
  if (env['TOKEN_KEYS'] !== undefined || env['PARTNERS'] !== undefined) return undefined;
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const issuer = 'https://stateyard.local';
  const secret = randomBytes(24).toString('base64url');
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'local', alg: 'EdDSA' };
  env['TOKEN_ISSUER'] = issuer;
  env['TOKEN_AUDIENCE'] = 'shop';
  env['TOKEN_KEYS'] = JSON.stringify({ keys: [key] });
  env['PARTNERS'] = JSON.stringify({ acme: createHash('sha256').update(secret).digest('hex') });
  const exp = Math.floor(Date.now() / 1_000) + tokenSeconds;
  const claims = { iss: issuer, aud: 'shop', sub: 'ada', exp, scope: 'orders:read orders:write' };
  const text = [{ alg: 'EdDSA', kid: 'local' }, claims].map(encoded).join('.');
  const signature = sign(null, Buffer.from(text), privateKey).toString('base64url');
  return {
    customerHeader: `Authorization: Bearer ${text}.${signature}`,
    partnerHeaders: [`${partnerIdHeader}: acme`, `${partnerSecretHeader}: ${secret}`],
  };
}

/** The next start makes others. */
export function closeShopCallers(callers: ShopCallers | undefined): void {
  if (callers === undefined) return;
  for (const name of ['TOKEN_ISSUER', 'TOKEN_AUDIENCE', 'TOKEN_KEYS', 'PARTNERS']) delete env[name];
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
