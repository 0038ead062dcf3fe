import { startServer } from '../../local/cli/serve.ts';
import { answerParent } from './server-process.ts';

/** What `stateyard local` serves. */
const { url } = await startServer({
  port: 0,
  host: '127.0.0.1',
  accountId: '123456789012',
  region: 'us-east-1',
  waitTimeScale: 1,
  mockConfigPath: undefined,
  environment: process.env,
});
answerParent(url);
