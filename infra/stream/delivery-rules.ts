import type { StreamRule } from './stream-rule.ts';

/** How Firehose gathers records into objects. What is not said is nobody's decision, and so is a finding. */
export interface DeliverySettings {
  readonly destination: 'S3' | 'REDSHIFT';
  readonly compression: 'UNCOMPRESSED' | 'GZIP' | 'SNAPPY' | 'ZIP';
  readonly sizeMebibytes?: number;
  readonly intervalSeconds?: number;
  /** What producers are expected to send. */
  readonly ingestBytesPerSecond: number;
  /** A function that changes records on their way. */
  readonly transform?: { readonly sizeMebibytes: number; readonly retries: number };
  readonly sourceBackup?: { readonly intervalSeconds: number };
  readonly prefix?: string;
  readonly errorPrefix?: string;
  /** After how long without a delivery somebody is told. */
  readonly freshnessAlarmSeconds?: number;
  /** How long records wait while the destination is down: 24 hours for direct puts, else the stream's retention. */
  readonly retentionSeconds: number;
}

const mebibyte = 1_048_576;

/** docs.aws.amazon.com/firehose/latest/dev/limits.html, …/basic-deliver.html, …/data-transformation.html */
export const deliveryRules: readonly StreamRule<DeliverySettings>[] = [
  {
    rule: 'F1',
    level: 'error',
    broken: ({ sizeMebibytes: size, intervalSeconds: interval }) =>
      isWithin(size, [1, 128]) && isWithin(interval, [0, 900])
        ? undefined
        : `Say both sizeMebibytes (1 to 128) and intervalSeconds (0 to 900): whichever comes first delivers, so one alone says little. They are ${size} and ${interval}.`,
  },
  {
    rule: 'F2',
    level: 'warning',
    broken: ({ sizeMebibytes: size = 0, ingestBytesPerSecond }) =>
      size * mebibyte >= Math.min(10 * ingestBytesPerSecond, 128 * mebibyte)
        ? undefined
        : `A buffer of ${size} MiB is full in less than ten seconds, and makes many small objects: take ${Math.ceil((10 * ingestBytesPerSecond) / mebibyte)} MiB.`,
  },
  {
    rule: 'F3',
    level: 'warning',
    broken: (settings) => {
      const { objectsPerHour } = planDelivery(settings);
      return objectsPerHour <= objectsPerHourMax
        ? undefined
        : `${objectsPerHour} objects an hour are more than readers like: larger buffers make fewer. Twice the size halves them.`;
    },
  },
  {
    rule: 'F4',
    level: 'error',
    broken: ({ destination, compression }) => {
      if (compression === 'UNCOMPRESSED')
        return 'Compress what is stored: GZIP makes text a tenth of its size.';
      if (destination === 'REDSHIFT' && compression !== 'GZIP')
        return `Redshift's COPY cannot load ${compression} of Firehose: take GZIP.`;
      return undefined;
    },
  },
  {
    rule: 'F5',
    level: 'error',
    broken: ({ transform, sourceBackup }) => {
      if (transform === undefined) return undefined;
      if (sourceBackup === undefined)
        return 'Back up the source records: a mistake in the transform otherwise loses what was sent. The backup cannot be turned off later.';
      return sourceBackup.intervalSeconds > 0
        ? undefined
        : 'Give the backup an interval: it knows no zero buffering.';
    },
  },
  {
    rule: 'F6',
    level: 'error',
    broken: ({ transform }) =>
      transform === undefined || isWithin(transform.sizeMebibytes, [0.2, 3])
        ? undefined
        : `Give the transform 0.2 to 3 MiB at a time, not ${transform.sizeMebibytes}: its answer, in Base64 and with every record in it, may have 6 MB.`,
  },
  {
    rule: 'F7',
    level: 'error',
    broken: ({ transform, errorPrefix = '' }) =>
      transform === undefined ||
      (transform.retries >= 3 && errorPrefix.includes('!{firehose:error-output-type}'))
        ? undefined
        : 'Try the transform three times, and put !{firehose:error-output-type} into the errorPrefix: what still fails lands under processing-failed, where it can be found and sent again.',
  },
  {
    rule: 'F9',
    level: 'error',
    broken: ({ freshnessAlarmSeconds: alarm, retentionSeconds }) =>
      alarm !== undefined && alarm * 4 <= retentionSeconds
        ? undefined
        : `Raise an alarm on data freshness within a quarter of the ${retentionSeconds} seconds that records are kept while the destination is down; after that they are lost.`,
  },
  {
    rule: 'F10',
    level: 'error',
    broken: ({ prefix = '', errorPrefix = '' }) => {
      if (!prefix.includes('!{timestamp:') || errorPrefix === '')
        return 'Set a prefix with !{timestamp:…} in it, so that readers need not read all, and an errorPrefix of its own.';
      if (errorPrefix.startsWith(prefix))
        return 'Put errors beside the data, not among them: readers of the prefix would find both.';
      return secret.test(`${prefix}${errorPrefix}`)
        ? 'Take the secret out of the prefix: names of objects stand in every log.'
        : undefined;
    },
  },
];

const objectsPerHourMax = 1_000;

const secret = /password|secret|token|api-?key|AKIA[A-Z0-9]{12}/i;

/** What the settings come to, so that it can be read before it is paid for. */
export interface DeliveryPlan {
  readonly objectsPerHour: number;
  readonly transformsPerHour: number;
}

/** Of a partition: full buffers where records come fast, else one for each interval. */
export function planDelivery(settings: DeliverySettings): DeliveryPlan {
  const { sizeMebibytes = 5, intervalSeconds = 300, ingestBytesPerSecond, transform } = settings;
  const bytesPerHour = ingestBytesPerSecond * 3_600;
  const buffersOf = (mebibytes: number) => bytesPerHour / (mebibytes * mebibyte);
  return {
    objectsPerHour: Math.ceil(Math.max(buffersOf(sizeMebibytes), 3_600 / Math.max(intervalSeconds, 1))),
    transformsPerHour: transform ? Math.ceil(buffersOf(transform.sizeMebibytes)) : 0,
  };
}

export function isWithin(value: number | undefined, [min, max]: readonly [number, number]): boolean {
  return value !== undefined && value >= min && value <= max;
}
