import type { EpochMs } from '../../engine/signal.ts';
import type { DeadSegment, Segment } from './lane.ts';
import type { PipePorts, ShardPage, ShardReader } from './pipe-ports.ts';
import { eventMeasure, type RecordOrigin } from './pipe-record.ts';
import { type ShardCommand, type ShardCore, type ShardSignal, step } from './shard-core.ts';

export interface ShardDriverOptions {
  readonly origin: RecordOrigin;
  readonly shard: ShardCore;
  readonly reader: ShardReader;
  readonly ports: PipePorts;
  readonly onCheckpoint: (sequenceNumber: string) => void;
  readonly onFinished: () => void;
}

/** Carries out what a shard's core commands, and brings it the signals. */
export class ShardDriver {
  readonly #options: ShardDriverOptions;
  readonly #measure: ReturnType<typeof eventMeasure>;
  readonly #underWay = new Set<Promise<void>>();
  /** By lane: until when, and how to take it back. */
  readonly #timers = new Map<number | 'read', { readonly at: EpochMs; readonly cancel: () => void }>();
  #isStopped = false;

  constructor(options: ShardDriverOptions) {
    this.#options = options;
    this.#measure = eventMeasure(options.origin);
  }

  start(): void {
    this.#signal({ type: 'started' });
  }

  /** When what is under way has ended; nothing new begins. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const { cancel } of this.#timers.values()) cancel();
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #signal(signal: ShardSignal): void {
    const { shard, ports } = this.#options;
    for (const command of step(shard, signal, ports.clock.now())) this.#carryOut(command);
  }

  #carryOut(command: ShardCommand): void {
    switch (command.type) {
      case 'saveCheckpoint':
        return this.#options.onCheckpoint(command.sequenceNumber);
      case 'finish':
        return this.#options.onFinished();
      case 'read':
        return this.#setTimer('read', command.at, () => this.#begin(this.#read(command.limit)));
      case 'setTimer':
        return this.#setTimer(command.lane, command.at, () =>
          this.#signal({ type: 'timerFired', lane: command.lane }),
        );
      case 'invoke':
        return this.#begin(this.#invoke(command.lane, command.segment));
      case 'deadLetter':
        return this.#begin(this.#deadLetter(command.lane, command.segment));
      default:
        return command satisfies never;
    }
  }

  #begin(work: Promise<void>): void {
    const tracked = work.finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }

  #setTimer(key: number | 'read', at: EpochMs, callback: () => void): void {
    if (this.#isStopped || this.#timers.get(key)?.at === at) return;
    this.#timers.get(key)?.cancel();
    const fire = () => {
      this.#timers.delete(key);
      callback();
    };
    this.#timers.set(key, { at, cancel: this.#options.ports.clock.setTimer(at, fire) });
  }

  async #read(limit: number): Promise<void> {
    const { reader, ports, origin } = this.#options;
    let page: ShardPage;
    try {
      page = await reader.next(limit);
    } catch (error) {
      ports.warn(`${origin.streamArn} ${origin.shardId} cannot be read: ${String(error)}`);
      return this.#unlessStopped({ type: 'readFailed' });
    }
    const records = page.records.map((record) => ({ record, bytes: this.#measure(record) }));
    this.#unlessStopped({ type: 'read', records, isClosed: page.isClosed });
  }

  async #invoke(lane: number, { records }: Segment): Promise<void> {
    const { ports, origin } = this.#options;
    const outcome = await ports.target.invoke(
      origin,
      records.map(({ record }) => record),
    );
    this.#afterwards({ type: 'answered', lane, outcome });
  }

  async #deadLetter(lane: number, { records, reason, attempts, error = '' }: DeadSegment): Promise<void> {
    const { ports, origin } = this.#options;
    const at = ports.clock.now();
    const letter = { origin, records: records.map(({ record }) => record), reason, attempts, at };
    ports.warn(
      `${origin.shardId}: ${records.length} records are given up after ${attempts} attempts (${reason}). ${error}`,
    );
    try {
      await ports.deadLetters?.send(letter);
    } catch (error) {
      ports.warn(`${origin.shardId}: the dead-letter queue takes nothing: ${String(error)}`);
      return this.#unlessStopped({ type: 'deadLetterFailed', lane });
    }
    this.#afterwards({ type: 'deadLettered', lane });
  }

  #unlessStopped(signal: ShardSignal): void {
    if (!this.#isStopped) this.#signal(signal);
  }

  /** What was done counts, also of a shard that is being stopped; what comes of it is left to the next start. */
  #afterwards(signal: ShardSignal): void {
    if (!this.#isStopped) return this.#signal(signal);
    const { shard, ports } = this.#options;
    for (const command of step(shard, signal, ports.clock.now())) {
      if (command.type === 'saveCheckpoint') this.#carryOut(command);
    }
  }
}
