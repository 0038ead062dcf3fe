import { isJsonObject, type Json, type JsonObject } from '../../asl/json.ts';
import type { Execution } from './execution.ts';
import type { StartedExecution } from './execution-registry.ts';
import { toApiEvent } from './history-api.ts';
import type { HistoryEvent } from './history-event.ts';

/**
 * An event as Step Functions writes it to CloudWatch Logs: everything in it is text
 * (docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html).
 */
export interface LogRecord {
  readonly id: string;
  readonly type: string;
  readonly details: JsonObject;
  readonly previous_event_id: string;
  /** Milliseconds since 1970. */
  readonly event_timestamp: string;
  readonly execution_arn: string;
  readonly redrive_count: string;
}

export type LogSink = (record: LogRecord) => void;

/** Tells of an execution what its machine's loggingConfiguration asks for, as it happens. */
export class ExecutionLog {
  readonly #execution: Execution;
  readonly #sink: LogSink;
  readonly #level: LogLevel;
  readonly #includesData: boolean;
  #logged: number;

  /** Nothing, when nothing is to be told. The first `told` events of the history have been told before. */
  static open(started: StartedExecution, sink: LogSink | undefined, told: number): ExecutionLog | undefined {
    const { level } = started.revision.loggingConfiguration;
    if (sink === undefined || !isLogging(level)) return undefined;
    return new ExecutionLog(started, { sink, level, told });
  }

  private constructor(
    { execution, revision }: StartedExecution,
    { sink, level, told }: { readonly sink: LogSink; readonly level: LogLevel; readonly told: number },
  ) {
    this.#execution = execution;
    this.#sink = sink;
    this.#level = level;
    this.#includesData = revision.loggingConfiguration['includeExecutionData'] === true;
    this.#logged = told;
  }

  /** What has happened since the last time. */
  flush(): void {
    const { history } = this.#execution;
    for (; this.#logged < history.length; this.#logged += 1) {
      const event = history[this.#logged];
      if (event !== undefined && levels[this.#level](event)) this.#sink(this.#record(event));
    }
  }

  #record(event: HistoryEvent): LogRecord {
    const { id, type, previousEventId, timestamp, ...rest } = toApiEvent(event);
    const [details] = Object.values(rest).filter(isJsonObject);
    return {
      id: String(id),
      type,
      details: texts(this.#includesData ? (details ?? {}) : withoutData(details ?? {})),
      previous_event_id: String(previousEventId),
      event_timestamp: String(timestamp),
      execution_arn: this.#execution.start.arn,
      redrive_count: String(this.#execution.redriveCount),
    };
  }
}

type LogLevel = keyof typeof levels;

/** docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-log-level */
const levels = {
  ALL: () => true,
  ERROR: ({ type }: HistoryEvent) => /(Failed|Aborted|TimedOut)$/.test(type) || type === 'FailStateEntered',
  FATAL: ({ type }: HistoryEvent) => /^Execution(Failed|Aborted|TimedOut)$/.test(type),
} as const;

function isLogging(level: Json | undefined): level is LogLevel {
  return typeof level === 'string' && Object.hasOwn(levels, level);
}

/** `input`, and `inputDetails`, which says whether it was cut short. */
const dataMembers = /^(input|output|parameters|assignedVariables)(Details)?$/;

function withoutData(details: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(details).filter(([member]) => !dataMembers.test(member)));
}

function texts(details: JsonObject): JsonObject {
  const entries = Object.entries(details).map(([member, value]): [string, Json] => {
    if (isJsonObject(value)) return [member, texts(value)];
    return [member, typeof value === 'string' ? value : JSON.stringify(value)];
  });
  return Object.fromEntries(entries);
}
