import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { graph } from '../../../asl/graph/graph.ts';
import { toMermaid } from '../../../asl/graph/mermaid.ts';
import { toSvg } from '../../../asl/graph/svg.ts';
import { graphCommand, parseGraph } from '../../../local/cli/command-graph.ts';
import { said } from '../../support/said.ts';

const definition = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'Gone' } } };
const folder = mkdtempSync(join(tmpdir(), 'stateyard-test-'));
const file = join(folder, 'a.asl.json');
writeFileSync(file, JSON.stringify(definition));
afterAll(() => rmSync(folder, { recursive: true }));

const stateyard = (...given: string[]) => said(() => graphCommand(parseGraph(given, {})));

test('draws a mistaken definition all the same', async () => {
  expect(await stateyard(file)).toEqual({ code: 0, stdout: `${toSvg(graph(definition))}\n`, stderr: '' });
});

test.each(['light', 'dark'] as const)('draws for a %s page', async (theme) => {
  expect((await stateyard(file, '--theme', theme)).stdout).toBe(`${toSvg(graph(definition), { theme })}\n`);
});

test('writes Mermaid to a file with its ending', async () => {
  const out = join(folder, 'a.mmd');
  expect(await stateyard(file, '--out', out)).toEqual({ code: 0, stdout: `${out}\n`, stderr: '' });
  expect(readFileSync(out, 'utf8')).toBe(toMermaid(graph(definition)));
});

test('draws a PNG in twice the size of the picture', async () => {
  const out = join(folder, 'a.png');
  await stateyard(file, '--out', out);
  const { width, height } = await sharp(Buffer.from(toSvg(graph(definition)))).metadata();
  expect(await sharp(out).metadata()).toMatchObject({ format: 'png', width: width * 2, height: height * 2 });
});

test('draws a PNG of a picture too long for its renderer', async () => {
  const names = Array.from({ length: 450 }, (_, index) => `S${index}`);
  const states = names.map((name, index) => [name, { Type: 'Pass', Next: names[index + 1] ?? 'S0' }]);
  const tall = join(folder, 'tall.json');
  writeFileSync(tall, JSON.stringify({ StartAt: 'S0', States: Object.fromEntries(states) }));
  const out = join(folder, 'tall.png');
  await stateyard(tall, '--out', out);
  expect((await sharp(out, { limitInputPixels: false }).metadata()).height).toBeLessThanOrEqual(32_767);
});

describe('a PNG on the standard output', () => {
  const wasTerminal = process.stdout.isTTY;
  const pretendTerminal = (isTerminal: boolean) => {
    process.stdout.isTTY = isTerminal;
  };
  afterEach(() => pretendTerminal(wasTerminal));

  test('is kept from a terminal', async () => {
    pretendTerminal(true);
    await expect(stateyard(file, '--format', 'png')).rejects.toMatchObject({
      name: 'UsageError',
      message: 'A PNG is nothing for a terminal: name a file with --out FILE, or pipe it on.',
    });
  });

  test.each([
    ['a pipe', false, []],
    ['a terminal that insists', true, ['--out', '-']],
  ])('goes to %s', async (_, isTerminal, flags) => {
    pretendTerminal(isTerminal);
    expect((await stateyard(file, '--format', 'png', ...flags)).stdout.slice(1, 4)).toBe('PNG');
  });
});

test.each([
  [['jest.config.js'], 'jest.config.js exports no workflow.'],
  [['LICENSE.json'], 'There is no file LICENSE.json.'],
  [['./LICENSE'], './LICENSE holds no definition: '],
  [[file, '--out', 'package.json/a.svg'], 'Cannot write package.json/a.svg: ENOTDIR'],
])('%j is told in a sentence', async (given, message) => {
  await expect(stateyard(...given)).rejects.toMatchObject({
    name: 'CommandError',
    message: expect.stringContaining(message),
  });
});

test.each([
  [['--out', 'a.gif'], '--out a.gif would hold svg: name it .svg, or say another --format.'],
  [['--out', 'a.json'], '--out a.json would hold svg: name it .svg, or say another --format.'],
])('%j is refused because of the name', (flags, message) => {
  expect(() => parseGraph([file, ...flags], {})).toThrow(message);
});

test.each([
  [['--out', 'a.SVG'], 'svg'],
  [['--out', 'a.mmd'], 'mermaid'],
  [['--out', 'a.bin', '--format', 'png'], 'png'],
  [['--out', 'a'], 'svg'],
])('%j makes a picture of the format meant', (flags, format) => {
  expect(parseGraph([file, ...flags], {}).picture.format).toBe(format);
});

test('an object that is no definition is told in a sentence', async () => {
  await expect(stateyard('package.json')).rejects.toMatchObject({
    name: 'CommandError',
    message: 'package.json holds no definition: it has neither StartAt nor States.',
  });
});

test('a folder that is not there is told in a sentence', async () => {
  await expect(stateyard(file, '--out', 'nowhere/a.svg')).rejects.toMatchObject({
    message: 'Cannot write nowhere/a.svg: there is no folder nowhere.',
  });
});
