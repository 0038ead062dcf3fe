import { createServer, request as send, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { InProcessAgent } from '../../../local/host/in-process-agent.ts';

/** A server that listens nowhere: whoever reaches it has come through the agent. */
let server: Server;
let agent: InProcessAgent;
let connections = 0;

beforeAll(() => {
  server = createServer((request, response) => {
    response.setHeader('x-path', request.url ?? '');
    request.pipe(response);
  });
  server.on('connection', () => {
    connections += 1;
  });
  agent = new InProcessAgent(server);
});

afterEach(() => {
  connections = 0;
});

afterAll(() => {
  agent.destroy();
  server.closeAllConnections();
});

function echo(path: string, body: Buffer): Promise<{ readonly path: unknown; readonly body: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = send({ host: 'in-process', path, method: 'POST', agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ path: response.headers['x-path'], body: Buffer.concat(chunks) }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

test('carries request and response without the network', async () => {
  const answer = await echo('/a?b=c', Buffer.from('hello'));
  expect(answer.path).toBe('/a?b=c');
  expect(answer.body.toString()).toBe('hello');
});

test('carries megabytes unchanged', async () => {
  const large = Buffer.from(Array.from({ length: 9_000_000 }, (_, at) => at % 251));
  const { body } = await echo('/', large);
  expect(body.equals(large)).toBe(true);
});

test('uses a connection again', async () => {
  await echo('/1', Buffer.from('one'));
  await echo('/2', Buffer.from('two'));
  expect(connections).toBeLessThanOrEqual(1);
});
