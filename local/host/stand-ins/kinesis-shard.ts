/** A record as it lies in a shard. */
export interface StoredRecord {
  /** As GetRecords answers with it, so that reading is joining text. */
  readonly json: string;
  readonly arrivedAtMs: number;
}

export interface NewRecord {
  readonly partitionKey: string;
  /** Base64. */
  readonly data: string;
}

/**
 * A shard in memory: records in the order in which they came. Their sequence numbers are counted, so a number says where
 * its record lies.
 */
export class KinesisShard {
  readonly shardId: string;
  readonly #index: number;
  readonly #prefix: string;
  #records: StoredRecord[] = [];
  /** How many have been forgotten before the first that is kept. */
  #trimmed = 0;

  constructor(index: number, streamCreatedAtMs: number) {
    this.#index = index;
    this.shardId = `shardId-${String(index).padStart(12, '0')}`;
    this.#prefix = `49${String(streamCreatedAtMs).padStart(13, '0')}`;
  }

  /** Where the next record will lie. */
  get end(): number {
    return this.#trimmed + this.#records.length;
  }

  get beginning(): number {
    return this.#trimmed;
  }

  /** Answers with the characters, too, that keeping the record takes. */
  put(
    { partitionKey, data }: NewRecord,
    arrivedAtMs: number,
  ): { readonly sequenceNumber: string; readonly characters: number } {
    const sequenceNumber = this.sequenceNumber(this.end);
    const fields = {
      SequenceNumber: sequenceNumber,
      ApproximateArrivalTimestamp: arrivedAtMs / 1000,
      Data: data,
      PartitionKey: partitionKey,
    };
    const json = JSON.stringify(fields);
    this.#records.push({ json, arrivedAtMs });
    return { sequenceNumber, characters: json.length };
  }

  /** Begins later where records have been forgotten. */
  read(from: number, limit: number): { readonly records: readonly StoredRecord[]; readonly next: number } {
    const first = Math.max(0, from - this.#trimmed);
    const records: StoredRecord[] = [];
    let characters = 0;
    for (const record of this.#records.slice(first, first + limit)) {
      characters += record.json.length;
      if (characters > answerCharactersMax && records.length > 0) break;
      records.push(record);
    }
    return { records, next: this.#trimmed + first + records.length };
  }

  at(position: number): StoredRecord | undefined {
    return this.#records[position - this.#trimmed];
  }

  /** Of the first that arrived then or later. */
  positionAt(timeMs: number): number {
    let [low, high] = [0, this.#records.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#records[middle] as StoredRecord).arrivedAtMs < timeMs) low = middle + 1;
      else high = middle;
    }
    return this.#trimmed + low;
  }

  /** Forgets what arrived before; answers with the characters that this sets free. */
  trim(beforeMs: number): number {
    const count = this.positionAt(beforeMs) - this.#trimmed;
    if (count === 0) return 0;
    const forgotten = this.#records.splice(0, count);
    this.#trimmed += count;
    return forgotten.reduce((sum, { json }) => sum + json.length, 0);
  }

  /** 56 digits, as AWS makes them: the stream's birth, the record's place, the shard. */
  sequenceNumber(position: number): string {
    return `${this.#prefix}${String(position).padStart(placeDigits, '0')}${String(this.#index).padStart(8, '0')}`;
  }

  /** Undefined for a number of another stream. */
  positionOf(sequenceNumber: string): number | undefined {
    const start = this.#prefix.length;
    const isOurs =
      sequenceNumber.startsWith(this.#prefix) && sequenceNumber.length === start + placeDigits + 8;
    return isOurs ? Number(sequenceNumber.slice(start, start + placeDigits)) : undefined;
  }
}

const placeDigits = 33;

/** GetRecords answers with 10 MiB at most (API_GetRecords.html). */
const answerCharactersMax = 10 * 1_048_576;
