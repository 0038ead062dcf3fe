import type { EpochMs } from './signal.ts';
import type { Tags } from './state-machine.ts';

/** Work that is done by whoever asks for it (docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html). */
export interface Activity {
  readonly arn: string;
  readonly name: string;
  readonly createdAt: EpochMs;
  readonly tags: Tags;
}
