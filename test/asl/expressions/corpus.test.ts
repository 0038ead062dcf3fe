import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { compilePath } from '../../../asl/expressions/json-path/path.ts';
import { compileJsonata, isJsonata } from '../../../asl/expressions/jsonata/compile.ts';
import { compilePathOrIntrinsic } from '../../../asl/expressions/path-or-intrinsic.ts';
import type { Json } from '../../../asl/json.ts';

/** Definitions that people have published and deployed: everything they say must be understood. */
const folder = '../shared/corpus';
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.asl.json')) : [];

if (files.length === 0) test.skip('needs the definitions in ../shared/corpus', () => undefined);
else
  test.each(files)('every expression of %s compiles', (file) => {
    const definition = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Json;
    expect(() => compileAll('', definition)).not.toThrow();
  });

/** Compiles what a field holds, as its name demands, and all below. */
function compileAll(field: string, value: Json): void {
  if (typeof value === 'string') compileText(field, value);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) compileAll(key, member);
  }
}

function compileText(field: string, text: string): void {
  if (field.endsWith('.$')) compilePathOrIntrinsic(text, field);
  else if (/Path$|^Variable$/.test(field) && text.startsWith('$')) compilePath(text);
  else if (isJsonata(text)) compileJsonata(text, field);
}
