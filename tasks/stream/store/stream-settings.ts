import { env } from 'node:process';

/** Where the stream's consumers keep their things: environment variables of the functions, set by the stack or the host. */
export interface StreamSettings {
  readonly activityTable: string;
  readonly documentTable: string;
  /** An SQS queue, FIFO or standard. */
  readonly deadLetterQueueUrl: string;
}

export function streamSettings(): StreamSettings {
  return {
    activityTable: required('ACTIVITY_TABLE'),
    documentTable: required('DOCUMENT_TABLE'),
    deadLetterQueueUrl: required('STREAM_DEAD_LETTER_QUEUE_URL'),
  };
}

function required(variable: string): string {
  const value = env[variable];
  if (value) return value;
  throw new Error(`The environment variable ${variable} is not set; the stream tasks need it.`);
}
