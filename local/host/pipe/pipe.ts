import { CheckpointKeeper } from './checkpoint-keeper.ts';
import type { PipePorts, ReadPosition, ShardDescription, StreamDescription } from './pipe-ports.ts';
import type { PipeSettings } from './pipe-settings.ts';
import { newShard } from './shard-core.ts';
import { ShardDriver } from './shard-driver.ts';

/** A pipe that runs. */
export interface Pipe {
  /** Ends what is under way, and begins nothing new. A pipe that is started afterwards goes on where this one ended. */
  readonly stop: () => Promise<void>;
}

/**
 * Gives a stream's records to a target in batches, as EventBridge Pipes does: at least once, in order for each key, and
 * each until it is processed or dead-lettered. Goes on where the checkpoints say.
 */
export async function startPipe(settings: PipeSettings, ports: PipePorts): Promise<Pipe> {
  const stream = await ports.source.describe();
  const keeper = await keeperOf(stream, ports);
  const shards = new PipeShards(settings, ports, keeper);
  shards.start(stream);
  return {
    stop: async () => {
      await shards.stop();
      await keeper.flush();
    },
  };
}

/** Those of another stream, which had this one's name, say nothing about this one. */
async function keeperOf({ bornAt }: StreamDescription, ports: PipePorts): Promise<CheckpointKeeper> {
  const saved = await ports.checkpoints.load();
  if (saved?.bornAt === bornAt) return new CheckpointKeeper(saved, ports);
  const checkpoints = { bornAt, begunAt: ports.clock.now(), shards: {} };
  await ports.checkpoints.save(checkpoints);
  return new CheckpointKeeper(checkpoints, ports);
}

class PipeShards {
  readonly #settings: PipeSettings;
  readonly #ports: PipePorts;
  readonly #keeper: CheckpointKeeper;
  readonly #drivers = new Map<string, ShardDriver>();
  #isStopped = false;

  constructor(settings: PipeSettings, ports: PipePorts, keeper: CheckpointKeeper) {
    this.#settings = settings;
    this.#ports = ports;
    this.#keeper = keeper;
  }

  /** Those whose parents are done: the same key may lie in a parent and in its child. */
  start(stream: StreamDescription): void {
    const known = new Set(stream.shards.map(({ shardId }) => shardId));
    for (const shard of stream.shards) {
      const isDue = shard.parentIds.every((parent) => !known.has(parent) || this.#isFinished(parent));
      if (isDue && !this.#drivers.has(shard.shardId) && !this.#isFinished(shard.shardId)) {
        this.#startShard(stream.arn, shard);
      }
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all([...this.#drivers.values()].map((driver) => driver.stop()));
  }

  #isFinished(shardId: string): boolean {
    return this.#keeper.of(shardId)?.type === 'finished';
  }

  #startShard(streamArn: string, shard: ShardDescription): void {
    const { shardId } = shard;
    const { batchBytesMax } = this.#ports.target;
    const driver = new ShardDriver({
      origin: { streamArn, shardId },
      shard: newShard({ settings: this.#settings, batchBytesMax }),
      reader: this.#ports.source.open(shardId, this.#positionOf(shard)),
      ports: this.#ports,
      onCheckpoint: (sequenceNumber) => this.#keeper.set(shardId, { type: 'after', sequenceNumber }),
      onFinished: () => void this.#finish(shardId),
    });
    this.#drivers.set(shardId, driver);
    driver.start();
  }

  /** LATEST is when the pipe first came: a pipe that is started again must not leave out what came meanwhile. */
  #positionOf({ shardId, parentIds }: ShardDescription): ReadPosition {
    const checkpoint = this.#keeper.of(shardId);
    if (checkpoint?.type === 'after') return { ...checkpoint, type: 'AFTER_SEQUENCE_NUMBER' };
    if (this.#settings.startingPosition === 'TRIM_HORIZON' || parentIds.length > 0) {
      return { type: 'TRIM_HORIZON' };
    }
    return { type: 'AT_TIMESTAMP', at: this.#keeper.begunAt };
  }

  async #finish(shardId: string): Promise<void> {
    this.#keeper.set(shardId, { type: 'finished' });
    this.#drivers.delete(shardId);
    const stream = await this.#describe();
    if (stream !== undefined) this.start(stream);
  }

  /** Until somebody answers: the children wait. */
  async #describe(): Promise<StreamDescription | undefined> {
    while (!this.#isStopped) {
      try {
        return await this.#ports.source.describe();
      } catch (error) {
        this.#ports.warn(`The shards of a stream cannot be listed: ${String(error)}`);
        await this.#pause();
      }
    }
    return undefined;
  }

  #pause(): Promise<void> {
    const { clock } = this.#ports;
    return new Promise((resolve) => {
      clock.setTimer(clock.now() + pauseMs, resolve);
    });
  }
}

const pauseMs = 1_000;
