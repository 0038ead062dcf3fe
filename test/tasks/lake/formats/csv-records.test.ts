import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type CsvRecord, CsvRecords } from '../../../../tasks/lake/formats/csv-records.ts';

function read(pieces: readonly string[]): readonly CsvRecord[] {
  const records = new CsvRecords();
  return [...pieces.flatMap((piece) => [...records.push(piece)]), ...records.end()];
}

const fieldsOf = (text: string) => read([text]).map(({ fields }) => fields);
const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`;

const field = fc.string({ unit: fc.constantFrom('a', '7', ' ', '"', ',', '\n', '\r', 'ß', '𝄞') });
const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });

test('reads what was written, whatever is in the fields', () => {
  const property = fc.property(table, (rows) => {
    const text = rows.map((row) => row.map(quoted).join(',')).join('\r\n');
    expect(fieldsOf(text)).toEqual(rows);
  });
  fc.assert(property);
});

test('reads the same in pieces as in one', () => {
  const property = fc.property(table, fc.integer({ min: 1, max: 7 }), (rows, length) => {
    const text = rows.map((row) => row.map(quoted).join(',')).join('\n');
    const pieces = Array.from({ length: Math.ceil(text.length / length) }, (_, index) =>
      text.slice(index * length, (index + 1) * length),
    );
    expect(read(pieces)).toEqual(read([text]));
  });
  fc.assert(property);
});

test('counts lines as editors do, also behind a field of two', () => {
  expect(read(['a,b\n\n"x\ny",2\nc,d']).map(({ line }) => line)).toEqual([1, 3, 5]);
});

test.each([
  ['an empty file', '', []],
  ['lines without anything', '\n\r\n\n', []],
  ['a quoted field without anything', '""', [['']]],
  ['a last line without an end', 'a,b', [['a', 'b']]],
  ['fields without anything', ',', [['', '']]],
])('takes %s', (_title, text, rows) => {
  expect(fieldsOf(text)).toEqual(rows);
});

test.each([
  ['a quote inside a field', 'a,b"c\n', /Line 1: a quote stands inside/],
  ['something behind a closing quote', 'a,b\n"c"d,e', /Line 2: something follows/],
  ['a quote that is never closed', 'a\n"b\nc', /Line 2: a quote is never closed/],
  ['a row of more than 256 KiB', 'x'.repeat(300 * 1024), /Line 1: the row has more than 262144/],
])('refuses %s', (_title, text, message) => {
  expect(() => fieldsOf(text)).toThrow(message);
});
