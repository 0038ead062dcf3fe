import {
  type GetRecordsCommandOutput,
  Kinesis,
  type KinesisClientConfig,
  type _Record as KinesisRecord,
  type Shard,
} from '@aws-sdk/client-kinesis';
import { sdkHttpHandler } from '../sdk/http-handler.ts';
import type { PipeRecord } from './pipe-record.ts';
import type { ReadPosition, ShardDescription, ShardPage, ShardReader, StreamSource } from './pipe-ports.ts';

export interface KinesisSource extends StreamSource {
  readonly close: () => void;
}

/**
 * A stream of Kinesis, or of what stands for it. The SDK's own handler speaks HTTP/2 alone to this service, which nothing
 * that stands for it does.
 */
export function kinesisSource(streamName: string, config: KinesisClientConfig): KinesisSource {
  const client = new Kinesis({
    ...config,
    requestHandler: sdkHttpHandler as NonNullable<KinesisClientConfig['requestHandler']>,
  });
  return {
    describe: async () => {
      const { StreamDescriptionSummary: summary } = await client.describeStreamSummary({
        StreamName: streamName,
      });
      return {
        arn: summary?.StreamARN ?? '',
        bornAt: summary?.StreamCreationTimestamp?.getTime() ?? 0,
        shards: await listShards(client, streamName),
      };
    },
    open: (shardId, from) => new KinesisShardReader(client, { streamName, shardId }, from),
    close: () => client.destroy(),
  };
}

async function listShards(client: Kinesis, streamName: string): Promise<readonly ShardDescription[]> {
  const shards: Shard[] = [];
  let token: string | undefined;
  do {
    const page = await client.listShards(
      token === undefined ? { StreamName: streamName } : { NextToken: token },
    );
    shards.push(...(page.Shards ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return shards.map(({ ShardId = '', ParentShardId, AdjacentParentShardId }) => ({
    shardId: ShardId,
    parentIds: [ParentShardId, AdjacentParentShardId].filter((id) => id !== undefined),
  }));
}

/** Iterators expire after five minutes; the position is known here, so another one can be had at any time. */
class KinesisShardReader implements ShardReader {
  readonly #client: Kinesis;
  readonly #place: { readonly streamName: string; readonly shardId: string };
  #position: ReadPosition;
  #iterator: string | undefined;

  constructor(
    client: Kinesis,
    place: { readonly streamName: string; readonly shardId: string },
    from: ReadPosition,
  ) {
    this.#client = client;
    this.#place = place;
    this.#position = from;
  }

  async next(limit: number): Promise<ShardPage> {
    try {
      this.#iterator ??= await this.#getIterator();
      const page = await this.#client.getRecords({ ShardIterator: this.#iterator, Limit: limit });
      return this.#taken(page);
    } catch (error) {
      this.#iterator = undefined;
      throw error;
    }
  }

  #taken({ Records = [], NextShardIterator }: GetRecordsCommandOutput): ShardPage {
    const sequenceNumber = Records.at(-1)?.SequenceNumber;
    if (sequenceNumber !== undefined) this.#position = { type: 'AFTER_SEQUENCE_NUMBER', sequenceNumber };
    this.#iterator = NextShardIterator ?? undefined;
    return { records: Records.map(recordOf), isClosed: this.#iterator === undefined };
  }

  async #getIterator(): Promise<string | undefined> {
    const { streamName: StreamName, shardId: ShardId } = this.#place;
    const { ShardIterator } = await this.#client.getShardIterator({
      StreamName,
      ShardId,
      ...startOf(this.#position),
    });
    return ShardIterator;
  }
}

function startOf(position: ReadPosition) {
  const { type: ShardIteratorType } = position;
  if (position.type === 'TRIM_HORIZON') return { ShardIteratorType };
  if (position.type === 'AT_TIMESTAMP') return { ShardIteratorType, Timestamp: new Date(position.at) };
  return { ShardIteratorType, StartingSequenceNumber: position.sequenceNumber };
}

function recordOf(record: KinesisRecord): PipeRecord {
  const { SequenceNumber = '', PartitionKey = '', Data, ApproximateArrivalTimestamp } = record;
  return {
    sequenceNumber: SequenceNumber,
    partitionKey: PartitionKey,
    data: base64Of(Data),
    arrivedAt: ApproximateArrivalTimestamp?.getTime() ?? 0,
  };
}

/** Without a copy of the bytes. */
function base64Of(data: Uint8Array = new Uint8Array()): string {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');
}
