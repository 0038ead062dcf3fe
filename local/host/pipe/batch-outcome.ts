import { isJsonObject, type Json } from '../../../asl/json.ts';
import { eventIdOf, type PipeRecord, type RecordOrigin } from './pipe-record.ts';

/** What has become of a batch. */
export type BatchOutcome =
  /** All records before the one at `done` are processed; those from there on are not. */
  | { readonly type: 'answered'; readonly done: number }
  /** The target has failed, and so has every record. */
  | { readonly type: 'failed'; readonly error: string }
  /** There is no target to be had: no fault of any record, and no attempt (eb-pipes-error-troubleshooting.html). */
  | { readonly type: 'unavailable'; readonly error: string };

/**
 * What an answer means. Whatever comes behind the first record that is named counts as failed too: a stream is read from
 * a place on. An answer that names what is no record of the batch makes no sense, and fails all of it.
 * docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html
 */
export function readAnswer(
  answer: Json | undefined,
  records: readonly PipeRecord[],
  origin: RecordOrigin,
): BatchOutcome {
  const failures = isJsonObject(answer) ? (answer['batchItemFailures'] ?? []) : [];
  if (!Array.isArray(failures)) return senseless('batchItemFailures is no list');
  const named = failures.map((one: Json) => (isJsonObject(one) ? one['itemIdentifier'] : undefined));
  if (named.length === 0) return { type: 'answered', done: records.length };
  const places = placesOf(records, origin);
  let done = records.length;
  for (const name of named) {
    const place = typeof name === 'string' ? places.get(name) : undefined;
    if (place === undefined) return senseless(`no record of the batch is called ${JSON.stringify(name)}`);
    done = Math.min(done, place);
  }
  return { type: 'answered', done };
}

function senseless(what: string): BatchOutcome {
  return { type: 'failed', error: `The target's answer makes no sense: ${what}.` };
}

/** By the event's id, as Pipes has it, and by the sequence number, as Lambda has it. */
function placesOf(records: readonly PipeRecord[], origin: RecordOrigin): ReadonlyMap<string, number> {
  return new Map(
    records.flatMap((record, place) => [
      [eventIdOf(origin, record), place] as const,
      [record.sequenceNumber, place] as const,
    ]),
  );
}
