import type { Field, Machine } from '../machine.ts';
import { type Finding, warning } from '../rule.ts';

/** The most data that a state takes or gives (docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const payloadBytesMax = 262_144;

/** What a definition says in so many words fits between two states. */
export function* payloadLimit(machine: Machine): Iterable<Finding> {
  for (const { known } of machine.parts) {
    for (const field of known) {
      const bytes = literalBytes(field);
      if (bytes <= payloadBytesMax) continue;
      const message =
        `This is ${Math.ceil(bytes / 1024)} KiB of data, and between states 256 KiB are the most. ` +
        'Keep it in S3, and pass where it is.';
      yield warning('PAYLOAD_LIMIT', message, field.place);
    }
  }
}

/** Of data with expressions in it nothing is known. */
function literalBytes({ expected, value }: Field): number {
  const isData = expected.is === 'anything' || expected.is === 'template' || expected.is === 'assignments';
  if (!isData) return 0;
  const text = JSON.stringify(value);
  if (text.length * 3 <= payloadBytesMax || /\.\$":|\{%/.test(text)) return 0;
  return new TextEncoder().encode(text).length;
}
