import { isWithin } from './delivery-rules.ts';
import type { StreamRule } from './stream-rule.ts';

/** How records of a Kinesis stream come to their consumer. What is not said is a default, and most of those lose or stall. */
export interface ConsumerSettings {
  readonly target: 'STATE_MACHINE' | 'FUNCTION';
  /** Undefined for a stream on demand. */
  readonly shards?: number;
  readonly parallelizationFactor: number;
  readonly reservedConcurrency?: number;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  /** The largest that producers send. */
  readonly recordBytesMax: number;
  readonly maximumRetryAttempts?: number;
  readonly maximumRecordAgeSeconds?: number;
  readonly bisect: boolean;
  readonly partialFailures: boolean;
  readonly deadLetters: boolean;
  readonly tumblingWindowSeconds?: number;
  /** By what a consumer knows that it has seen a record. */
  readonly seenBy?: 'EVENT_ID' | 'SEQUENCE_NUMBER';
  readonly iteratorAgeAlarmSeconds?: number;
  readonly retentionSeconds: number;
  readonly fanOut: FanOut;
}

/**
 * K8. One consumer for each purpose reads every record in the order of its key. A router to many queues or functions is
 * faster, and the order is lost: two records of a key may be handled at the same time, and the later one first.
 */
export type FanOut =
  | { readonly type: 'CONSUMER_EACH' }
  | { readonly type: 'ROUTER'; readonly orderIsNotNeededBecause: string };

/** Of an execution's input; of a function's event. */
const targetBytesMax = { STATE_MACHINE: 262_144, FUNCTION: 6_291_456 } as const;

/** Beside its data in Base64: ids, times, names. */
const recordEnvelopeBytes = 600;

/** docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-kinesis.html, docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html */
export const consumerRules: readonly StreamRule<ConsumerSettings>[] = [
  {
    rule: 'K1',
    level: 'error',
    broken: ({ parallelizationFactor, shards, reservedConcurrency }) => {
      if (!isWithin(parallelizationFactor, [1, 10])) return 'The parallelization factor is 1 to 10.';
      const concurrency = (shards ?? 1) * parallelizationFactor;
      return reservedConcurrency === undefined || concurrency <= reservedConcurrency
        ? undefined
        : `${shards ?? 1} shards times ${parallelizationFactor} are ${concurrency} batches at a time, and ${reservedConcurrency} are reserved: the rest is throttled.`;
    },
  },
  {
    rule: 'K2',
    level: 'error',
    broken: ({ batchSize, batchingWindowSeconds }) =>
      isWithin(batchSize, [1, 10_000]) && isWithin(batchingWindowSeconds, [0, 300])
        ? undefined
        : `A batch has 1 to 10,000 records and waits 0 to 300 seconds, not ${batchSize} and ${batchingWindowSeconds}.`,
  },
  {
    rule: 'K2',
    level: 'warning',
    broken: ({ target, batchSize, recordBytesMax }) => {
      const recordBytes = Math.ceil((recordBytesMax * 4) / 3) + recordEnvelopeBytes;
      const fitting = Math.floor(targetBytesMax[target] / recordBytes);
      return batchSize <= fitting
        ? undefined
        : `${batchSize} records of up to ${recordBytesMax} bytes do not fit into the input of the target (${targetBytesMax[target]} bytes): take at most ${fitting}.`;
    },
  },
  {
    rule: 'K3',
    level: 'error',
    broken: (settings) => {
      const missing = [
        isWithin(settings.maximumRetryAttempts, [0, 10_000]) ? [] : 'maximumRetryAttempts',
        isWithin(settings.maximumRecordAgeSeconds, [60, 604_800]) ? [] : 'maximumRecordAgeSeconds',
        settings.bisect ? [] : 'bisect',
        settings.partialFailures ? [] : 'partialFailures',
        settings.deadLetters ? [] : 'deadLetters',
      ].flat();
      return missing.length === 0
        ? undefined
        : `Set ${missing.join(', ')}: by default one record that fails is tried until it expires, and its shard waits all that time.`;
    },
  },
  {
    rule: 'K4',
    level: 'error',
    broken: ({ fanOut, partialFailures }) =>
      fanOut.type === 'ROUTER' || partialFailures
        ? undefined
        : 'Where order counts, let the target name the first record that failed (batchItemFailures): what stands before it is done, and the rest comes again in order.',
  },
  {
    rule: 'K5',
    level: 'error',
    broken: ({ target, tumblingWindowSeconds: window }) => {
      if (window === undefined) return undefined;
      if (target !== 'FUNCTION')
        return 'Tumbling windows are of event source mappings of functions; a state machine keeps its tallies in a table.';
      return isWithin(window, [0, 900])
        ? undefined
        : `A tumbling window has 0 to 900 seconds, not ${window}.`;
    },
  },
  {
    rule: 'K6',
    level: 'error',
    broken: ({ seenBy }) =>
      seenBy === undefined
        ? 'Say by what the consumer knows a record that it has seen: every batch may come twice, and a failed one does.'
        : undefined,
  },
  {
    rule: 'K7',
    level: 'error',
    broken: ({ iteratorAgeAlarmSeconds: alarm, retentionSeconds }) =>
      alarm !== undefined && alarm * 2 <= retentionSeconds
        ? undefined
        : `Raise an alarm on the iterator's age before half of the ${retentionSeconds} seconds of retention have gone: records that nobody has read by then are lost without a word.`,
  },
  {
    rule: 'K8',
    level: 'error',
    broken: ({ fanOut }) =>
      fanOut.type === 'ROUTER' && fanOut.orderIsNotNeededBecause.trim().length < 10
        ? 'A router loses the order of a key’s records. Say why nobody needs it, or give each purpose a consumer of its own.'
        : undefined,
  },
];
