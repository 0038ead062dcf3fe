import { type RunningServer, startServer } from '../../local/cli/serve.ts';

/** A server on a free port, in this process. */
export function served(): Promise<RunningServer> {
  return startServer({
    port: 0,
    host: '127.0.0.1',
    accountId: '123456789012',
    region: 'us-east-1',
    waitTimeScale: 0.001,
    mockConfigPath: undefined,
    environment: {},
  });
}
