import { gzipSync } from 'node:zlib';
import type { Row } from './formats/cell.ts';
import type { Part } from './ingest.ts';

type Write = (key: string, body: Uint8Array) => Promise<void>;

interface Waiting {
  lines: string[];
  bytes: number;
  parts: number;
}

/** All that waits to be written, before packing. */
const waitingBytesMax = 16 * 1024 * 1024;

/**
 * Sorts rows into gzipped JSON Lines, a partition's rows into parts of its own, in bounded memory: when too much waits,
 * the fullest partition is written. The same rows always give the same objects, so doing it again is no harm.
 */
export class PartWriter {
  readonly #prefix: string;
  readonly #fileName: string;
  readonly #write: Write;
  readonly #partitions = new Map<string, Waiting>();
  readonly #parts: Part[] = [];
  #bytes = 0;

  constructor(prefix: string, { fileIndex, write }: { readonly fileIndex: number; readonly write: Write }) {
    this.#prefix = prefix;
    this.#fileName = `file-${String(fileIndex).padStart(5, '0')}`;
    this.#write = write;
  }

  get partitions(): number {
    return this.#partitions.size;
  }

  async add(partition: string, row: Row): Promise<void> {
    const line = JSON.stringify(row);
    const waiting = this.#waitingIn(partition);
    waiting.lines.push(line);
    waiting.bytes += line.length;
    this.#bytes += line.length;
    if (this.#bytes > waitingBytesMax) await this.#flush(this.#fullest());
  }

  /** Writes what still waits; all parts of the file. */
  async end(): Promise<readonly Part[]> {
    for (const partition of this.#partitions.keys()) await this.#flush(partition);
    return this.#parts;
  }

  #waitingIn(partition: string): Waiting {
    const waiting = this.#partitions.get(partition) ?? { lines: [], bytes: 0, parts: 0 };
    this.#partitions.set(partition, waiting);
    return waiting;
  }

  #fullest(): string {
    const byBytes = [...this.#partitions].toSorted(([, one], [, other]) => other.bytes - one.bytes);
    return byBytes[0]?.[0] ?? '';
  }

  async #flush(partition: string): Promise<void> {
    const waiting = this.#waitingIn(partition);
    if (waiting.lines.length === 0) return;
    const body = gzipSync(`${waiting.lines.join('\n')}\n`);
    const key = `${this.#prefix}${partition}/${this.#fileName}-${waiting.parts}.jsonl.gz`;
    await this.#write(key, body);
    this.#parts.push({ partition, key, rows: waiting.lines.length, bytes: body.length });
    this.#bytes -= waiting.bytes;
    Object.assign(waiting, { lines: [], bytes: 0, parts: waiting.parts + 1 });
  }
}
