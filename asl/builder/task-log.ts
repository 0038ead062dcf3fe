import type { Json } from '../json.ts';
import type { TaskSurroundings } from './task-surroundings.ts';

/** Structured logging: each call is one line of JSON, with the keys of Lambda's own JSON log format. */
export interface TaskLog {
  debug(message: string, data?: LogData): void;
  info(message: string, data?: LogData): void;
  warn(message: string, data?: LogData): void;
  error(message: string, data?: LogData): void;
}

type LogData = { readonly [key: string]: Json | undefined };

/** `about` stands in every line (docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html). */
export function taskLog(surroundings: TaskSurroundings, about: LogData): TaskLog {
  const write = (level: string) => (message: string, data?: LogData) => {
    const timestamp = new Date(surroundings.now()).toISOString();
    surroundings.sink(JSON.stringify({ timestamp, level, message, ...about, ...data }));
  };
  return { debug: write('DEBUG'), info: write('INFO'), warn: write('WARN'), error: write('ERROR') };
}
