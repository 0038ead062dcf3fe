import { hash } from 'node:crypto';
import { KinesisShard, type NewRecord } from './kinesis-shard.ts';

export interface KinesisStream {
  readonly name: string;
  readonly arn: string;
  readonly createdAtMs: number;
  readonly shards: readonly KinesisShard[];
}

export interface StreamsOptions {
  readonly region: string;
  readonly now: () => number;
  /** What all records together may take; about half a gigabyte unless given. */
  readonly charactersMax?: number;
}

/** Streams in memory. What they hold is never thrown away for want of room: then nothing more is taken. */
export class KinesisStreams {
  readonly #byName = new Map<string, KinesisStream>();
  readonly #options: StreamsOptions;
  #characters = 0;
  #trimmedAtMs = 0;

  constructor(options: StreamsOptions) {
    this.#options = options;
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()].toSorted();
  }

  get now(): number {
    return this.#options.now();
  }

  find(name: string): KinesisStream | undefined {
    return this.#byName.get(name);
  }

  create(name: string, shardCount: number): KinesisStream {
    const createdAtMs = this.now;
    const shards = Array.from({ length: shardCount }, (_, index) => new KinesisShard(index, createdAtMs));
    const arn = `arn:aws:kinesis:${this.#options.region}:123456789012:stream/${name}`;
    const stream = { name, arn, createdAtMs, shards };
    this.#byName.set(name, stream);
    return stream;
  }

  delete(name: string): void {
    const stream = this.#byName.get(name);
    for (const shard of stream?.shards ?? []) this.#characters -= shard.trim(Number.POSITIVE_INFINITY);
    this.#byName.delete(name);
  }

  /** Undefined where there is no room. */
  put(
    { shards }: KinesisStream,
    record: NewRecord,
    explicitHashKey?: string,
  ): { readonly shardId: string; readonly sequenceNumber: string } | undefined {
    const now = this.now;
    if (now - this.#trimmedAtMs > trimEveryMs) this.#trim(now);
    const { charactersMax = defaultCharactersMax } = this.#options;
    if (this.#characters + record.data.length > charactersMax) return undefined;
    const shard = shardFor(shards, explicitHashKey ?? hashKeyOf(record.partitionKey));
    const { sequenceNumber, characters } = shard.put(record, now);
    this.#characters += characters;
    return { shardId: shard.shardId, sequenceNumber };
  }

  #trim(now: number): void {
    this.#trimmedAtMs = now;
    for (const { shards } of this.#byName.values()) {
      for (const shard of shards) this.#characters -= shard.trim(now - retentionMs);
    }
  }
}

const defaultCharactersMax = 512 * 1_048_576;
const retentionMs = 24 * 3_600_000;
const trimEveryMs = 1_000;

/** A partition key's MD5, as a number (docs.aws.amazon.com/streams/latest/dev/key-concepts.html#partition-key). */
function hashKeyOf(partitionKey: string): bigint {
  return BigInt(`0x${hash('md5', partitionKey, 'hex')}`);
}

/** Shards share the range of hash keys evenly. */
export function shardFor(shards: readonly KinesisShard[], hashKey: bigint | string): KinesisShard {
  const index = Number((BigInt(hashKey) * BigInt(shards.length)) >> 128n);
  return shards[Math.min(index, shards.length - 1)] as KinesisShard;
}

export function hashKeyRange(index: number, shardCount: number) {
  const boundary = (place: number) =>
    ((BigInt(place) << 128n) + BigInt(shardCount) - 1n) / BigInt(shardCount);
  return {
    StartingHashKey: String(boundary(index)),
    EndingHashKey: String(boundary(index + 1) - 1n),
  };
}
