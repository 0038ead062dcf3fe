import type { SFN } from '@aws-sdk/client-sfn';
import type { Environment } from './environment.ts';
import { CommandError } from './failure.ts';
import type { FlagKind, Flags } from './flags.ts';

/** Which Step Functions a client command talks to, and how it answers. */
export interface ClientOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly json: boolean;
  /** The user has told the SDK who they are; else any made-up credentials do, since nobody checks them here. */
  readonly hasCredentials: boolean;
}

export const clientFlags = {
  endpoint: 'value',
  region: 'value',
  json: 'switch',
} as const satisfies { readonly [name: string]: FlagKind };

export function clientOptions(flags: Flags, environment: Environment): ClientOptions {
  return {
    endpoint: flags.value('endpoint') ?? environment['AWS_ENDPOINT_URL_SFN'] ?? 'http://127.0.0.1:8083',
    region: flags.value('region') ?? environment['AWS_REGION'] ?? 'us-east-1',
    json: flags.has('json'),
    hasCredentials:
      environment['AWS_ACCESS_KEY_ID'] !== undefined || environment['AWS_PROFILE'] !== undefined,
  };
}

/** Calls `use` with a client; when the endpoint does not answer, says so in a sentence. */
export async function withClient<Result>(
  options: ClientOptions,
  use: (client: SFN) => Promise<Result>,
): Promise<Result> {
  const sdk = await import('@aws-sdk/client-sfn');
  const isAws = options.endpoint.includes('.amazonaws.com');
  const client = new sdk.SFN({
    endpoint: options.endpoint,
    region: options.region,
    disableHostPrefix: true,
    ...(!isAws &&
      !options.hasCredentials && { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }),
  });
  try {
    return await use(client);
  } catch (error) {
    throw unreachable(error) ? new CommandError(nobodyThere(options.endpoint)) : error;
  } finally {
    client.destroy();
  }
}

function unreachable(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ECONNRESET';
}

function nobodyThere(endpoint: string): string {
  return `Nothing answers at ${endpoint}. 'stateyard local' or 'npm start' serves it; --endpoint chooses another.`;
}
