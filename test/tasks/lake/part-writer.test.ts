import { gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { PartWriter } from '../../../tasks/lake/part-writer.ts';

async function writeAll(rows: readonly { readonly day: string; readonly text: string }[]) {
  const objects = new Map<string, string>();
  const write = async (key: string, body: Uint8Array) => {
    objects.set(key, gunzipSync(body).toString('utf8'));
  };
  const writer = new PartWriter('data/day=', { fileIndex: 3, write });
  for (const { day, text } of rows) await writer.add(day, { text });
  return { objects, parts: await writer.end() };
}

const row = fc.record({ day: fc.constantFrom('mon', 'tue', 'wed'), text: fc.string() });

test('keeps every row, once, in the partition that it belongs to', async () => {
  const property = fc.asyncProperty(fc.array(row), async (rows) => {
    const { objects, parts } = await writeAll(rows);
    const found = parts.flatMap(({ partition, key }) =>
      (objects.get(key) ?? '')
        .trimEnd()
        .split('\n')
        .map((line) => ({ day: partition, text: JSON.parse(line).text })),
    );
    const inOrder = (each: readonly object[]) => each.map((one) => JSON.stringify(one)).toSorted();
    expect(inOrder(found)).toEqual(inOrder(rows));
    expect(parts.reduce((sum, part) => sum + part.rows, 0)).toBe(rows.length);
  });
  await fc.assert(property, { numRuns: 50 });
});

test('writes the fullest partition when too much waits, and the same again', async () => {
  const text = 'x'.repeat(1024 * 1024);
  const rows = [...Array.from({ length: 17 }, () => ({ day: 'mon', text })), { day: 'tue', text: 'y' }];
  const { parts } = await writeAll(rows);
  expect(parts.map(({ key, rows: count }) => [key, count])).toEqual([
    ['data/day=mon/file-00003-0.jsonl.gz', 16],
    ['data/day=mon/file-00003-1.jsonl.gz', 1],
    ['data/day=tue/file-00003-0.jsonl.gz', 1],
  ]);
  expect((await writeAll(rows)).parts).toEqual(parts);
});
