import { z } from 'zod';
import type { HttpRequest, HttpResponse } from '../http-message.ts';
import { listen } from '../http-server.ts';

/** EventBridge on this machine: it takes events and says so. No rule hears them. */
export interface EventBus {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface EventBusOptions {
  readonly newId: () => string;
  /** Is told of each event, a line each. */
  readonly say: (line: string) => void;
}

/** Serves PutEvents on a port of 127.0.0.1 that the system chooses. */
export async function startEventBus(options: EventBusOptions): Promise<EventBus> {
  const handle = (request: HttpRequest) => answerOf(request, options);
  return listen({ port: 0, host: '127.0.0.1', handle, requestBytesMax });
}

/** Entries of a request are 1 MiB together (docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html). */
const requestBytesMax = 2 * 1_048_576;

const Entry = z.looseObject({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().default('default'),
});
type Entry = z.output<typeof Entry>;

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const PutEvents = z.object({ Entries: z.array(Entry).min(1).max(10) });

/** AWS JSON 1.1 (smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html). */
function answerOf({ headers, body }: HttpRequest, options: EventBusOptions): HttpResponse {
  const target = String(headers['x-amz-target'] ?? '');
  if (target !== 'AWSEvents.PutEvents') {
    return refusal(
      'UnknownOperationException',
      `EventBridge here takes PutEvents, and knows no '${target}'.`,
    );
  }
  const reading = z.string().transform(parsed).pipe(PutEvents).safeParse(body);
  if (!reading.success) return refusal('ValidationException', z.prettifyError(reading.error));
  const entries = reading.data.Entries.map((entry) => put(entry, options));
  const failed = entries.filter((entry) => 'ErrorCode' in entry);
  return {
    status: 200,
    headers: json,
    body: JSON.stringify({ FailedEntryCount: failed.length, Entries: entries }),
  };
}

type PutEntry = { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string };

/** What is wrong with one entry is said of this one, and the others are put all the same. */
function put(entry: Entry, { newId, say }: EventBusOptions): PutEntry {
  const missing = (['Source', 'DetailType', 'Detail'] as const).find((name) => !entry[name]);
  if (missing !== undefined) {
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`,
    };
  }
  const { Source, DetailType, Detail = '', EventBusName } = entry;
  const detail = parsed(Detail);
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) {
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  }
  const bus = EventBusName.split('/').at(-1);
  say(`EventBridge took '${DetailType}' of ${Source} on the bus ${bus}: ${JSON.stringify(detail)}`);
  return { EventId: newId() };
}

/** Nothing where the text is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const json = { 'content-type': 'application/x-amz-json-1.1' } as const;

function refusal(type: string, message: string): HttpResponse {
  return { status: 400, headers: json, body: JSON.stringify({ __type: type, message }) };
}
