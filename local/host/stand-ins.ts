import { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Endpoints } from './endpoints.ts';
import { InProcessAgent } from './in-process-agent.ts';
import { startKinesis } from './stand-ins/kinesis.ts';

/** Services of AWS in this process, in memory, spoken to over their own wire protocols by any SDK. */
export interface StandIns {
  readonly endpoints: Endpoints;
  /** By endpoint: the quicker way there for clients of this process. */
  readonly agents: ReadonlyMap<string, InProcessAgent>;
  readonly close: () => Promise<void>;
}

export interface StandInsOptions {
  /** The region in the ARNs and URLs that the stand-ins make. */
  readonly region: string;
}

/**
 * Starts S3, SQS and SNS (fauxqs), DynamoDB (dynalite) and Kinesis (our own) on ports of 127.0.0.1 that the system chooses. What they
 * hold is gone when they are closed.
 */
export async function startStandIns(
  { region }: StandInsOptions = { region: 'us-east-1' },
): Promise<StandIns> {
  const [fauxqs, dynalite, kinesis] = await Promise.all([
    startFauxqs(region),
    startDynalite(),
    startKinesis({ region }),
  ]);
  return {
    endpoints: {
      byService: {
        s3: fauxqs.url,
        sqs: fauxqs.url,
        sns: fauxqs.url,
        dynamodb: dynalite.url,
        kinesis: kinesis.url,
      },
    },
    agents: new Map([fauxqs, dynalite].map(({ url, agent }) => [url, agent])),
    close: async () => {
      for (const { agent } of [fauxqs, dynalite]) agent.destroy();
      await Promise.all([fauxqs.close(), dynalite.close(), kinesis.close()]);
    },
  };
}

const loopback = '127.0.0.1';

interface StandIn {
  readonly url: string;
  readonly agent: InProcessAgent;
  readonly close: () => Promise<void>;
}

/** Not by its own startFauxqs, which listens on every interface. */
async function startFauxqs(region: string): Promise<StandIn> {
  const { buildApp } = await import('fauxqs');
  const app = buildApp({ logger: false, defaultRegion: region });
  app.removeContentTypeParser('*');
  const readWhole = { parseAs: 'buffer', bodyLimit: objectBytesMax } as const;
  app.addContentTypeParser('*', readWhole, (_request, body, done) => done(null, body));
  app.addHook('onSend', (_request, reply, payload, done) => {
    const isText = typeof payload === 'string' && /json|xml/.test(String(reply.getHeader('content-type')));
    done(null, isText ? atLoopback(payload) : payload);
  });
  const url = await app.listen({ host: loopback, port: 0 });
  return {
    url,
    agent: new InProcessAgent(app.server),
    close: async () => {
      await app.close();
    },
  };
}

/**
 * The URLs of queues name `sqs.us-east-1.localhost`, which most machines cannot find, and SDKs for JavaScript call the host
 * that such a URL names, whatever their endpoint is.
 */
function atLoopback(answer: string): string {
  return answer.replaceAll(/(?<=[">])http:\/\/sqs\.[a-z0-9-]+\.localhost(?=:\d+\/)/g, `http://${loopback}`);
}

/** Of one PutObject; fauxqs itself takes 11 MiB, where AWS takes 5 GiB and cameras make 20 MB. */
const objectBytesMax = 256 * 1_048_576;

interface DynaliteOptions {
  /** How long a table is CREATING, UPDATING or DELETING. */
  readonly createTableMs: number;
  readonly updateTableMs: number;
  readonly deleteTableMs: number;
}

/** Loaded only when it is started; the package has no types. */
async function startDynalite(): Promise<StandIn> {
  const dynalite = createRequire(import.meta.url)('dynalite') as (options: DynaliteOptions) => Server;
  const server = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, loopback, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${loopback}:${port}`;
  return { url, agent: new InProcessAgent(server), close: () => closed(server) };
}

/**
 * Stops serving, but leaves dynalite's tables to the garbage collector: its own `close` closes them too, and a request
 * that is still under way then throws where nobody can catch.
 */
function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    Server.prototype.close.call(server, (error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
