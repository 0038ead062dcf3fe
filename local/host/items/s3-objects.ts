import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Json, JsonObject } from '../../../asl/json.ts';
import { sdkStyle } from '../integrations/service-style.ts';
import type { ServiceClients } from '../sdk/service-clients.ts';
import { UnreadableItems } from './item-chunk.ts';

/** With what else GetObject takes: VersionId, ExpectedBucketOwner. */
export type ObjectLocation = JsonObject & { readonly Bucket: string; readonly Key: string };

/** With what else ListObjectsV2 takes: Prefix, StartAfter. */
export type ListLocation = JsonObject & { readonly Bucket: string };

/** An object as a listing shows it, and as it is an item: measured, in this spelling, on AWS. */
export type ListedObject = {
  readonly Etag: string;
  readonly Key: string;
  /** Seconds since 1970. */
  readonly LastModified: number;
  readonly Size: number;
  readonly StorageClass: string;
};

/** The few things that reading items and writing results do with S3, through the configured endpoint. */
export class S3Objects {
  readonly #clients: ServiceClients;
  readonly #signal: AbortSignal;

  constructor(clients: ServiceClients, signal: AbortSignal) {
    this.#clients = clients;
    this.#signal = signal;
  }

  async bytes(location: ObjectLocation): Promise<AsyncIterable<Uint8Array>> {
    const { Body } = (await this.#call('getObject', location)) as ObjectOutput;
    return Body;
  }

  /** The object's text, piece by piece; that of a `.gz` unpacked, as Athena and S3 Inventory write them. */
  async *texts(location: ObjectLocation): AsyncGenerator<string> {
    const decoder = new TextDecoder('utf-8');
    const bytes = await this.bytes(location);
    for await (const chunk of isZipped(location) ? unzipped(bytes) : bytes) {
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  }

  /** The whole object as text; one of more bytes is refused. */
  async text(location: ObjectLocation, bytesMax: number): Promise<string> {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of await this.bytes(location)) {
      bytes += chunk.byteLength;
      if (bytes > bytesMax) throw new UnreadableItems(`The object has more than ${bytesMax} bytes.`);
      chunks.push(chunk);
    }
    return new TextDecoder('utf-8').decode(Buffer.concat(chunks));
  }

  /** Asked with a first byte, because the answer to HeadObject cannot say what is wrong. */
  async size(location: ObjectLocation): Promise<number> {
    const { Body, ContentRange = '' } = (await this.#call('getObject', {
      ...location,
      Range: 'bytes=0-0',
    })) as ObjectOutput & { readonly ContentRange?: string };
    for await (const _ of Body); // A connection is free again when its answer has been read.
    return Number(ContentRange.split('/')[1]);
  }

  /** `end` is not part of the range. */
  async range(location: ObjectLocation, start: number, end: number): Promise<ArrayBuffer> {
    const Range = `bytes=${start}-${end - 1}`;
    const chunks: Uint8Array[] = [];
    for await (const chunk of await this.bytes({ ...location, Range })) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  }

  /** ListObjectsV2 with all its continuations. */
  async *list(parameters: ListLocation): AsyncGenerator<readonly ListedObject[]> {
    let ContinuationToken: string | undefined;
    do {
      const page = (await this.#call('listObjectsV2', {
        ...parameters,
        ...(ContinuationToken !== undefined && { ContinuationToken }),
      })) as ListingPage;
      yield (page.Contents ?? []).map(listed);
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
  }

  async put(bucket: string, key: string, body: string): Promise<void> {
    await this.#call('putObject', {
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentType: 'application/json',
    });
  }

  async #call(action: string, input: { readonly [member: string]: Json }): Promise<object> {
    const operation = this.#clients.find('s3', action);
    if (typeof operation === 'string') throw new UnreadableItems(operation);
    const answer = await operation.call(input, this.#signal);
    if (answer.type === 'answered') return answer.output;
    if (answer.type === 'unreachable') throw new UnreadableItems(answer.message);
    const { cause } = sdkStyle('s3', operation.serviceId).refusal(answer);
    throw new UnreadableItems(cause ?? answer.message);
  }
}

function isZipped({ Key }: ObjectLocation): boolean {
  return Key.endsWith('.gz');
}

function unzipped(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip();
  pipeline(Readable.from(bytes), gunzip).catch(() => {}); // Whoever reads is told.
  return gunzip;
}

interface ObjectOutput {
  readonly Body: AsyncIterable<Uint8Array>;
}

interface ListingPage {
  readonly Contents?: readonly {
    readonly ETag?: string;
    readonly Key?: string;
    readonly LastModified?: Date;
    readonly Size?: number;
    readonly StorageClass?: string;
  }[];
  readonly NextContinuationToken?: string;
}

function listed(object: NonNullable<ListingPage['Contents']>[number]): ListedObject {
  return {
    Etag: object.ETag ?? '',
    Key: object.Key ?? '',
    LastModified: (object.LastModified?.getTime() ?? 0) / 1_000,
    Size: object.Size ?? 0,
    StorageClass: object.StorageClass ?? 'STANDARD',
  };
}
