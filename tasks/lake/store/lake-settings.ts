import { env } from 'node:process';

/** Where the lake is: environment variables of the functions, set by the stack or the host. */
export interface LakeSettings {
  readonly bucket: string;
  /** One DynamoDB table, by `pk` and `sk`: ingests, datasets, and the words that find them. */
  readonly table: string;
  /** An SNS topic. Without one, events wait in the ingests' outbox. */
  readonly eventsTopicArn: string | undefined;
  /** Where the workflow's calls of Glue are mocked, there is no catalogue that could hold anything. */
  readonly isCatalogueMocked: boolean;
}

export function lakeSettings(): LakeSettings {
  return {
    bucket: required('LAKE_BUCKET'),
    table: required('LAKE_TABLE'),
    eventsTopicArn: env['LAKE_EVENTS_TOPIC_ARN'] || undefined,
    isCatalogueMocked: env['LAKE_CATALOGUE'] === 'mocked',
  };
}

function required(variable: string): string {
  const value = env[variable];
  if (value) return value;
  throw new Error(`The environment variable ${variable} is not set; the data lake tasks need it.`);
}
