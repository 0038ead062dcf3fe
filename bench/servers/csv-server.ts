import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { answerParent } from './server-process.ts';

/** S3 with one object, a CSV that is made while it is read, and room for what is written, which is forgotten. */
const [lines = 0] = process.argv.slice(2).map(Number);
const linesPerChunk = 1_000;

const server = createServer((request, response) => {
  request.resume();
  if (request.method === 'GET') Readable.from(csv()).pipe(response);
  else request.on('end', () => response.setHeader('etag', '"written"').end());
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  answerParent(`http://127.0.0.1:${port}`);
});

function* csv(): Generator<string> {
  yield 'orderId,sku,quantity\n';
  for (let line = 0; line < lines; line += linesPerChunk) {
    yield Array.from({ length: linesPerChunk }, (_, index) => `order-${line + index},A1,2\n`).join('');
  }
}
