import type { Clock } from '../../engine/ports.ts';
import type { Checkpoints, CheckpointStore, ShardCheckpoint } from './pipe-ports.ts';

/**
 * Saves checkpoints one write at a time; those that come meanwhile go into the next. What is not saved when the process
 * dies is given again, so late is harmless.
 */
export class CheckpointKeeper {
  readonly #store: CheckpointStore;
  readonly #clock: Clock;
  readonly #warn: (sentence: string) => void;
  #checkpoints: Checkpoints;
  #writing: Promise<void> | undefined;
  #isStale = false;

  constructor(
    checkpoints: Checkpoints,
    ports: {
      readonly checkpoints: CheckpointStore;
      readonly clock: Clock;
      readonly warn: (sentence: string) => void;
    },
  ) {
    this.#checkpoints = checkpoints;
    this.#store = ports.checkpoints;
    this.#clock = ports.clock;
    this.#warn = ports.warn;
  }

  of(shardId: string): ShardCheckpoint | undefined {
    return this.#checkpoints.shards[shardId];
  }

  get begunAt(): number {
    return this.#checkpoints.begunAt;
  }

  set(shardId: string, checkpoint: ShardCheckpoint): void {
    const { shards, ...rest } = this.#checkpoints;
    this.#checkpoints = { ...rest, shards: { ...shards, [shardId]: checkpoint } };
    this.#isStale = true;
    this.#writing ??= this.#writeAll();
  }

  /** When all that was set is saved. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      await this.#store.save(this.#checkpoints).catch((error: unknown) => {
        this.#warn(`The checkpoints of a pipe cannot be saved: ${String(error)}`);
      });
      await this.#pause();
    }
    this.#writing = undefined;
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.setTimer(this.#clock.now() + pauseMs, resolve);
    });
  }
}

/** Between two writes: a hundred batches a second need no hundred files. */
const pauseMs = 200;
