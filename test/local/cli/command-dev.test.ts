import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { parseCommand } from '../../../local/cli/command.ts';

/** The command as a user runs it: a process of its own, its two outputs and its exit code. */
const folder = mkdtempSync(join(tmpdir(), 'command-dev-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function dev(...given: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['local/cli/stateyard.js', 'dev', ...given], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

interface Report {
  readonly file: string;
  readonly status: string;
  readonly error: { readonly name: string; readonly message: string } | null;
  readonly uprightSize: { readonly width: number; readonly height: number } | null;
  readonly takenAt: string | null;
  readonly geo: { readonly lat: number; readonly lon: number } | null;
  readonly thumbnails: readonly {
    readonly path: string;
    readonly width: number;
    readonly height: number;
    readonly type: string;
  }[];
}

async function reportsOf(...given: readonly string[]): Promise<readonly Report[]> {
  const { code, stdout, stderr } = await dev('--once', '--json', '--out', join(folder, 'out'), ...given);
  expect({ code, last: code === 0 ? '' : stderr }).toEqual({ code: 0, last: '' });
  return JSON.parse(stdout);
}

describe('parsing', () => {
  const parse = (line: string) => parseCommand(`dev${line === '' ? '' : ` ${line}`}`.split(' '), {});

  test('serves on 8083 and processes nothing unless told', () => {
    expect(parse('')).toMatchObject({
      type: 'dev',
      paths: [],
      once: false,
      json: false,
      outFolder: 'out/photos',
      server: { port: 8083, host: '127.0.0.1' },
    });
  });

  test('takes the samples where no path is given', () => {
    expect(parse('--samples')).toMatchObject({ paths: ['workflows/samples/images'] });
    expect(parse('--samples a.jpg b.jpg')).toMatchObject({ paths: ['a.jpg', 'b.jpg'] });
  });

  test('tells modules from photos', () => {
    expect(parse('./orders.ts#checkout a.jpg ./more.mjs')).toMatchObject({
      modules: [
        { from: 'module', path: './orders.ts', exportName: 'checkout' },
        { from: 'module', path: './more.mjs' },
      ],
      paths: ['a.jpg'],
    });
  });

  test('takes a free port for --once, or the one that is asked for', () => {
    expect(parse('--once a.jpg')).toMatchObject({ server: { port: 0 } });
    expect(parse('--once a.jpg --port 4000')).toMatchObject({ server: { port: 4000 } });
  });

  test.each([
    ['', true],
    ['--no-pipe', false],
    ['--once a.jpg', false],
  ])('lets pipes run for %j: %j', (line, withTriggers) => {
    expect(parse(line)).toMatchObject({ withTriggers });
  });

  test.each([
    ['--once', '--once needs photos: name files or folders, or say --samples.'],
    ['--json a.jpg', '--json goes with --once: a server that stays up has no last word.'],
    ['--twice', 'There is no flag --twice here.'],
    ['--port high', "The port must be a whole number from 0 to 65535, not 'high'."],
  ])('refuses %s', (line, message) => {
    expect(() => parse(line)).toThrow(message);
  });
});

test('runs the samples, shows a table and ends', async () => {
  const { code, stdout, stderr } = await dev('--samples', '--once', '--out', join(folder, 'samples'));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Stateyard is listening on http:\/\/127\.0\.0\.1:\d+$/m);
  expect(stdout).toMatch(/^harbour-at-dawn\.jpg +SUCCEEDED +1600x1200 +2026-05-17 .*jpeg 250x188/m);
  expect(stdout).toMatch(/^held-upright\.jpg +SUCCEEDED +900x1200 .*jpeg 188x250/m);
  expect(stdout).toMatch(/^shopping-list\.jpg +FAILED UnsupportedType/m);
  expect(stdout).toMatch(/^lost-connection\.jpg +FAILED CorruptImage/m);
  expect(stdout).toContain('Mocked: the answers of DetectLabels and DetectModerationLabels');
  const record = join(folder, 'samples/badge with spaces+plus.png/record.json');
  expect(JSON.parse(readFileSync(record, 'utf8'))).toMatchObject({ status: 'SUCCEEDED' });
});

describe('records as JSON, of broken files too', () => {
  const names = ['text.jpg', 'empty.jpg', 'bomb.png'];
  let reports: readonly Report[];

  beforeAll(async () => {
    const bomb = sharp({
      create: { width: 20_000, height: 20_000, channels: 3, background: 'black' },
      limitInputPixels: false,
    });
    writeFileSync(join(folder, 'text.jpg'), 'no picture');
    writeFileSync(join(folder, 'empty.jpg'), '');
    writeFileSync(join(folder, 'bomb.png'), await bomb.png().toBuffer());
    const broken = names.map((name) => join(folder, name));
    reports = await reportsOf(...broken, 'workflows/samples/images/held-upright.jpg');
  });

  test('tell what is in a photo and what was made of it', async () => {
    const report = reports.at(-1);
    expect(report).toMatchObject({
      file: 'workflows/samples/images/held-upright.jpg',
      status: 'SUCCEEDED',
      error: null,
      uprightSize: { width: 900, height: 1200 },
      takenAt: '2026-02-03T17:45:09-03:00',
      geo: { lat: -22.951667, lon: -43.210722 },
      mocked: ['DetectLabels', 'DetectModerationLabels'],
    });
    const thumbnail = report?.thumbnails.find(({ path }) => path.endsWith('thumb.jpg'));
    const { width, height, format } = await sharp(thumbnail?.path).metadata();
    expect({ width, height, type: format }).toEqual({ width: 188, height: 250, type: 'jpeg' });
    expect(thumbnail).toMatchObject({ width, height, type: 'jpeg' });
  });

  test('name what is wrong with each file, and go on', () => {
    expect(reports.map(({ status, error }) => [status, error?.name])).toEqual([
      ['FAILED', 'UnsupportedType'],
      ['FAILED', 'UnsupportedType'],
      ['FAILED', 'TooLarge'],
      ['SUCCEEDED', undefined],
    ]);
  });
});

describe('what cannot be', () => {
  const photo = 'workflows/samples/images/favicon.png';

  test.each([
    ['a missing file', ['--once', 'nowhere.jpg'], 1, 'There is no file or folder nowhere.jpg.'],
    [
      'an unknown flag',
      ['--twice'],
      2,
      'There is no flag --twice here.\nstateyard help shows what there is.',
    ],
    [
      'an out folder that is a file',
      ['--once', photo, '--out', `${photo}/x`],
      1,
      `Cannot write into ${photo}/x: ENOTDIR: not a directory, mkdir '${process.cwd()}/${photo}/x'.`,
    ],
  ])('%s is one sentence on stderr', async (_title, given, code, sentence) => {
    expect(await dev(...given)).toEqual({ code, stdout: '', stderr: `${sentence}\n` });
  });

  test('a taken port is one sentence on stderr', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => {
      holder.listen(0, '127.0.0.1', resolve);
    });
    const { port } = holder.address() as AddressInfo;
    const ended = await dev('--once', photo, '--out', join(folder, 'out'), '--port', String(port));
    holder.close();
    const sentence = `Port ${port} is taken: another program listens on 127.0.0.1:${port}.\n`;
    expect(ended).toEqual({ code: 1, stdout: '', stderr: sentence });
  });
});

test('stays up, and its own instructions start another execution', async () => {
  const given = ['local/cli/stateyard.js', 'dev', '--port', '0', '--out', join(folder, 'up')];
  const server = spawn(process.execPath, given, { stdio: ['ignore', 'pipe', 'inherit'] });
  const printed = await untilPrinted(server, 'Ctrl-C');
  const [, sample = '', endpoint = ''] =
    /start ImageRecognition --sample (\S+) --endpoint (\S+)/.exec(printed) ?? [];
  const start = ['start', 'ImageRecognition', '--sample', sample, '--endpoint', endpoint, '--json'];
  const outcomes: string[] = [];
  for (const time of ['first', 'second']) {
    const stdout = await output(...start);
    outcomes.push(`${time}: ${JSON.parse(stdout).output.status}`);
  }
  const closed = new Promise((resolve) => {
    server.once('exit', resolve);
  });
  server.kill('SIGINT');
  expect(outcomes).toEqual(['first: SUCCEEDED', 'second: DUPLICATE']);
  expect(await closed).toBe(0);
});

test('serves the workflows of a module and says how to start them', async () => {
  const given = ['local/cli/stateyard.js', 'dev', 'test/support/two-workflows.ts', '--port', '0'];
  const server = spawn(process.execPath, given, { stdio: ['ignore', 'pipe', 'inherit'] });
  const printed = await untilPrinted(server, 'Ctrl-C');
  const [, endpoint = ''] = /start Shout --input '\{"name":"x"\}' --endpoint (\S+)/.exec(printed) ?? [];
  expect(printed).not.toContain('photo');
  expect(
    JSON.parse(await output('start', 'Shout', '--input', '{"name":"a"}', '--endpoint', endpoint, '--json')),
  ).toMatchObject({
    status: 'SUCCEEDED',
    output: { text: 'A' },
  });
  server.kill('SIGINT');
});

function untilPrinted(server: ChildProcess, last: string): Promise<string> {
  let printed = '';
  return new Promise((resolve) => {
    server.stdout?.on('data', (chunk) => {
      printed += String(chunk);
      if (printed.includes(last)) resolve(printed);
    });
  });
}

function output(...given: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['local/cli/stateyard.js', ...given], (_error, text) => resolve(text));
  });
}

/** Photographs that lie beside the project on some machines, and are never copied into it. */
const photos = '../shared/photos';

describe('real photographs', () => {
  if (!existsSync(photos)) {
    test.skip(`are skipped: there is no ${photos} here`, () => {});
    return;
  }

  test('each comes out upright, with its size and its facts; one that is cut short fails', async () => {
    const cut = join(folder, 'cut.jpg');
    writeFileSync(cut, readFileSync(`${photos}/DSCN0010.jpg`).subarray(0, 60_000));
    const [broken, ...reports] = await reportsOf(cut, photos);
    expect([broken?.status, broken?.error?.name]).toEqual(['FAILED', 'CorruptImage']);
    const facts = Object.fromEntries(
      reports.map(({ file, status, uprightSize, takenAt, geo, thumbnails }) => {
        const thumb = thumbnails.find(({ path }) => /thumb\.(?!webp)/.test(path)) ?? thumbnails.at(-1);
        return [
          file.slice(photos.length + 1),
          [status, sizeText(uprightSize), sizeText(thumb), takenAt, geo],
        ];
      }),
    );
    expect(facts).toEqual({
      '16-bit-grey-alpha.png': ['SUCCEEDED', '109x96', '109x96', null, null],
      '4.webp': ['SUCCEEDED', '1024x772', '250x188', null, null],
      'Canon_40D.jpg': ['SUCCEEDED', '100x68', '100x68', '2008-05-30T15:56:01', null],
      'Channel_digital_image_CMYK_color_no_profile.jpg': ['SUCCEEDED', '500x333', '250x167', null, null],
      'DSCN0010.jpg': [
        'SUCCEEDED',
        '640x480',
        '250x188',
        '2008-10-22T16:28:39',
        { lat: 43.467448, lon: 11.885127 },
      ],
      'DSCN0012.jpg': [
        'SUCCEEDED',
        '640x480',
        '250x188',
        '2008-10-22T16:29:49',
        { lat: 43.467157, lon: 11.885395 },
      ],
      'DSCN0038.jpg': [
        'SUCCEEDED',
        '640x480',
        '250x188',
        '2008-10-22T16:52:15',
        { lat: 43.467255, lon: 11.879213 },
      ],
      'Landscape_1.jpg': ['SUCCEEDED', '600x450', '250x188', null, null],
      'Landscape_6.jpg': ['SUCCEEDED', '600x450', '250x188', null, null],
      'Landscape_8.jpg': ['SUCCEEDED', '600x450', '250x188', null, null],
      'Portrait_3.jpg': ['SUCCEEDED', '450x600', '188x250', null, null],
      'Portrait_6.jpg': ['SUCCEEDED', '450x600', '188x250', null, null],
      'blackbug.png': ['SUCCEEDED', '2048x1536', '250x188', null, null],
      'image00971.jpg': ['SUCCEEDED', '636x227', '250x89', null, null],
      'iphone_hdr_YES.jpg': [
        'SUCCEEDED',
        '3264x2448',
        '250x188',
        '2015-04-10T20:12:23',
        { lat: 40.446972, lon: -3.724753 },
      ],
      'nikon-e950.jpg': ['SUCCEEDED', '800x600', '250x188', '2001-04-06T11:51:40', null],
      'pitm.avif': ['SUCCEEDED', '4096x800', '250x49', null, null],
      'rotating-squares.gif': ['SUCCEEDED', '80x80', '80x80', null, null],
    });
  });
});

function sizeText(size: { readonly width: number; readonly height: number } | null | undefined): string {
  return size ? `${size.width}x${size.height}` : '';
}
