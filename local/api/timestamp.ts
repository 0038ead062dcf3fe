import type { EpochMs } from '../engine/signal.ts';

/** Times travel as seconds since 1970 with a fraction (smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html). */
export function timestamp(at: EpochMs): number {
  return at / 1_000;
}

export function optionalTimestamp(at: EpochMs | undefined): number | undefined {
  return at === undefined ? undefined : timestamp(at);
}
