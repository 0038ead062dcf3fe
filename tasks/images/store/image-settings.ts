import { env } from 'node:process';

/** Where the pipeline keeps what it makes: environment variables of the functions, set by the stack or the host. */
export interface ImageSettings {
  /** Another bucket than any that photos arrive in: what is written there can never start the pipeline again. */
  readonly thumbnailsBucket: string;
  readonly photosTable: string;
  /** Without a bus, events wait in the records' outbox. */
  readonly eventBus: string | undefined;
}

export function imageSettings(): ImageSettings {
  return {
    thumbnailsBucket: required('THUMBNAILS_BUCKET'),
    photosTable: required('PHOTOS_TABLE'),
    eventBus: env['EVENT_BUS_NAME'] || undefined,
  };
}

function required(variable: string): string {
  const value = env[variable];
  if (value) return value;
  throw new Error(`The environment variable ${variable} is not set; the image tasks need it.`);
}
