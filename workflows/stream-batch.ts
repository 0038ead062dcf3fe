import { eq, gt, length } from '../asl/builder/operators.ts';
import { choice } from '../asl/builder/states/choice.ts';
import { succeed } from '../asl/builder/states/end.ts';
import { invoke } from '../asl/builder/states/invoke.ts';
import { workflow } from '../asl/builder/workflow.ts';
import { countEvents } from '../tasks/stream/count-events.ts';
import { deadLetterRecords } from '../tasks/stream/dead-letter-records.ts';
import { decodeRecords } from '../tasks/stream/decode-records.ts';
import { enrichEvents } from '../tasks/stream/enrich-events.ts';
import { StreamBatchInput } from '../tasks/stream/stream-record.ts';

const nothing = { processed: 0, duplicates: 0, dropped: [], batchItemFailures: [] };

/**
 * A batch of a shard's records, from a pipe: each is counted, put aside with its reason, or named as failed, and then the
 * pipe gives it and all behind it again. An execution that fails gets its whole batch again. So everything here may
 * happen twice, and counts once.
 */
export const streamBatch = workflow(
  'StreamBatch',
  {
    type: 'EXPRESS',
    input: StreamBatchInput,
    timeoutSeconds: 120,
    comment: 'Records in; events counted, poison put aside, and what has to be given again out',
  },
  (records) => {
    choice(eq(length(records), 0), () => succeed(nothing, { as: 'NothingToDo' }), { as: 'IsEmpty' });

    const { events, poison } = invoke(decodeRecords, { records });
    const { dropped, failures } = choice(
      gt(length(poison), 0),
      () =>
        invoke(
          deadLetterRecords,
          { poison },
          { catch: { 'States.ALL': () => ({ dropped: [], failures: poison }) } },
        ),
      () => ({ dropped: [], failures: [] }),
      { as: 'IsAnyPoison' },
    );

    const enriched = invoke(enrichEvents, { events });
    const counted = invoke(countEvents, { events: enriched.events, blocked: failures });
    const { processed, duplicates, batchItemFailures } = counted;
    return { processed, duplicates, dropped, batchItemFailures };
  },
);
