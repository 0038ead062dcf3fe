import { SettingError } from '../setting-error.ts';

/** Where a pipe begins to read a stream that it has never read. */
export type StartingPosition = 'TRIM_HORIZON' | 'LATEST';

/**
 * The settings of EventBridge Pipes for streams, in their words.
 * docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeSourceKinesisStreamParameters.html
 */
export interface PipeSettings {
  readonly batchSize: number;
  /** How long a batch that is not full waits for more; 0 sends what is there. */
  readonly maximumBatchingWindowSeconds: number;
  /** Batches of one shard at a time. Records of one partition key are never in two of them. */
  readonly parallelizationFactor: number;
  /** After which a record is dead-lettered; -1 for ever. With bisecting, only tries of a record alone count. */
  readonly maximumRetryAttempts: number;
  /** From its arrival in the stream, after which a record is dead-lettered instead of tried again; -1 never. */
  readonly maximumRecordAgeSeconds: number;
  /** Gives the halves of a failed batch on their own, so that what fails is found. */
  readonly bisectBatch: boolean;
  readonly startingPosition: StartingPosition;
}

/**
 * Differs from AWS, whose defaults try a failed batch whole and for ever, while the shard waits: ours find the record
 * that fails, and put it aside when it has failed alone for some twenty minutes, which few outages last.
 */
export const defaultPipeSettings: PipeSettings = {
  batchSize: 100,
  maximumBatchingWindowSeconds: 0,
  parallelizationFactor: 1,
  maximumRetryAttempts: 50,
  maximumRecordAgeSeconds: 86_400,
  bisectBatch: true,
  startingPosition: 'TRIM_HORIZON',
};

type Numeric = Exclude<keyof PipeSettings, 'bisectBatch' | 'startingPosition'>;

const ranges: { readonly [Setting in Numeric]: readonly [number, number] } = {
  batchSize: [1, 10_000],
  maximumBatchingWindowSeconds: [0, 300],
  parallelizationFactor: [1, 10],
  maximumRetryAttempts: [-1, 10_000],
  maximumRecordAgeSeconds: [-1, 604_800],
};

/** The defaults, changed. Throws a SettingError. */
export function pipeSettings(changes: Partial<PipeSettings> = {}): PipeSettings {
  const settings = { ...defaultPipeSettings, ...changes };
  for (const [name, [least, most]] of Object.entries(ranges)) {
    const value = settings[name as Numeric];
    if (Number.isSafeInteger(value) && value >= least && value <= most) continue;
    throw new SettingError(`A pipe's ${name} is a whole number from ${least} to ${most}, and not ${value}.`);
  }
  return settings;
}
