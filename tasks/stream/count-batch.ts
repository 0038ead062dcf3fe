import { TaskError } from '../../asl/builder/task-error.ts';
import { STORAGE_UNAVAILABLE } from '../aws/storage-failure.ts';
import { countInto } from './activity.ts';
import type { Activities, WriteOutcome } from './store/activity-table.ts';
import { compareSequence, type RecordPlace } from './stream-record.ts';
import type { EnrichedEvent } from './usage-event.ts';

/** What has become of a batch: each of its events is counted, was counted before, or has failed. */
export interface CountedBatch {
  readonly processed: number;
  readonly duplicates: number;
  readonly failures: readonly RecordPlace[];
}

export interface Batch {
  /** In the order of the stream. */
  readonly events: readonly EnrichedEvent[];
  /** Records that have failed already: what comes behind one with its key has to wait for it. */
  readonly blocked: readonly RecordPlace[];
}

/** Whoever has written meanwhile was an earlier attempt at the same records; there are not many. */
const ROUNDS_MAX = 3;

/**
 * Counts events, each key on its own: where one cannot be written, the others go on. Rejects with StorageUnavailable
 * when none could be written.
 */
export async function countBatch({ events, blocked }: Batch, activities: Activities): Promise<CountedBatch> {
  const { waiting, ready } = apart(events, blocked);
  let open = byKey(ready);
  let processed = 0;
  const failed: EnrichedEvent[] = [];
  for (let round = 1; round <= ROUNDS_MAX && open.size > 0; round += 1) {
    const attempt = await countKeys(open, activities);
    processed += attempt.processed;
    failed.push(...attempt.failed);
    open = attempt.open;
  }
  failed.push(...[...open.values()].flat());
  if (processed === 0 && failed.length > 0 && failed.length === ready.length) throw nothingWritten();
  const failures = [...blocked, ...waiting, ...failed].map(placeOnly);
  return { processed, duplicates: ready.length - failed.length - processed, failures };
}

/** The events of a key behind its first failure wait; all others are ready. */
function apart(events: readonly EnrichedEvent[], blocked: readonly RecordPlace[]) {
  const isBehind = (event: EnrichedEvent) =>
    blocked.some(
      ({ key, sequenceNumber }) =>
        key === event.key && compareSequence(sequenceNumber, event.sequenceNumber) < 0,
    );
  const waiting = blocked.length === 0 ? [] : events.filter(isBehind);
  const ready = waiting.length === 0 ? events : events.filter((event) => !isBehind(event));
  return { waiting, ready };
}

type ByKey = ReadonlyMap<string, readonly EnrichedEvent[]>;

function byKey(events: readonly EnrichedEvent[]): ByKey {
  return Map.groupBy(events, ({ key }) => key);
}

interface Attempt {
  readonly processed: number;
  readonly failed: readonly EnrichedEvent[];
  /** Somebody else has written: to be counted again. */
  readonly open: ByKey;
}

async function countKeys(keys: ByKey, activities: Activities): Promise<Attempt> {
  const there = await activities.read([...keys.keys()]);
  const changes = [...keys].flatMap(([key, events]) => {
    const before = there.get(key);
    const { after, counted } = countInto(before, events);
    return after === undefined || counted === 0 ? [] : [{ events, counted, before, after }];
  });
  const outcomes = await activities.write(changes);
  const ended = (outcome: WriteOutcome) => changes.filter((_change, index) => outcomes[index] === outcome);
  return {
    processed: ended('WRITTEN').reduce((sum, { counted }) => sum + counted, 0),
    failed: ended('FAILED').flatMap(({ events }) => events),
    open: byKey(ended('CHANGED').flatMap(({ events }) => events)),
  };
}

function nothingWritten(): TaskError {
  return new TaskError(STORAGE_UNAVAILABLE, 'No activity of the batch could be written.');
}

function placeOnly({ itemIdentifier, key, sequenceNumber }: RecordPlace): RecordPlace {
  return { itemIdentifier, key, sequenceNumber };
}
