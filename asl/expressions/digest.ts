import { createHash } from 'node:crypto';

/** The algorithms of States.Hash and `$hash`, by AWS's names (docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html). */
const algorithms: ReadonlyMap<string, string> = new Map([
  ['SHA-1', 'sha1'],
  ['SHA-384', 'sha384'],
  ['SHA-256', 'sha256'],
  ['SHA-512', 'sha512'],
  ['MD5', 'md5'],
]);

/** In the order in which AWS's messages list them. */
export const digestAlgorithms = [...algorithms.keys()];

/** The digest of a text's UTF-8 bytes in hexadecimal; undefined for an unknown algorithm. */
export function digest(text: string, algorithm: string): string | undefined {
  const name = algorithms.get(algorithm);
  return name === undefined ? undefined : createHash(name).update(text, 'utf8').digest('hex');
}
