import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from './server-process.ts';

/** The limit: parses a request's JSON and writes the answer that it was told, by the request's target, as JSON. */
const answers = new Map<string, unknown>();

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString());
    const body = JSON.stringify(answers.get(String(request.headers['x-amz-target'])));
    response.writeHead(200, {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  answerParent(`http://127.0.0.1:${port}`, (told) => {
    for (const [target, answer] of Object.entries(told)) answers.set(target, answer);
  });
});
