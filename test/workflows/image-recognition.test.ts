import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { emit } from '../../asl/builder/emit/emit.ts';
import type { StateGraph, TaskState } from '../../asl/definition.ts';
import { validate } from '../../asl/validate/validate.ts';
import { type DevServer, startDevServer } from '../../local/cli/dev/dev-server.ts';
import { uploadPhoto } from '../../local/cli/dev/photo-storage.ts';
import { photoIdOf, type ImageEvent } from '../../tasks/images/image-event.ts';
import { deleteThumbnails } from '../../tasks/images/store/photo-objects.ts';
import { readRecord } from '../../tasks/images/store/photo-table.ts';
import { imageRecognition } from '../../workflows/image-recognition.ts';

/**
 * The workflow as it is emitted, on the engine, over the API, with stand-ins over the wire. Faults come out of a mock
 * file: a test case for each state, in which that state fails and everything else is real.
 */

const definition = emit(imageRecognition);

const tasks = tasksIn(definition);

function tasksIn(graph: StateGraph): [string, TaskState][] {
  return Object.entries(graph.States).flatMap(([name, state]) => {
    if (state.Type === 'Parallel') return state.Branches.flatMap(tasksIn);
    return state.Type === 'Task' ? [[name, state] as [string, TaskState]] : [];
  });
}

interface MockFile {
  StateMachines: { ImageRecognition: { TestCases: Record<string, Record<string, string>> } };
  MockedResponses: Record<string, unknown>;
}

/** The file that comes with the workflow, and in it a case for each state: `StoreRecordFails`. */
function mockFileWithFaults(): MockFile {
  const file = JSON.parse(readFileSync('workflows/image-recognition.mock.json', 'utf8')) as MockFile;
  const cases = file.StateMachines.ImageRecognition.TestCases;
  for (const [state] of tasks) cases[`${state}Fails`] = { ...cases['Offline'], [state]: 'InjectedFault' };
  const fault = { Throw: { Error: 'InjectedFault', Cause: 'out of the mock file' } };
  return { ...file, MockedResponses: { ...file.MockedResponses, InjectedFault: { '0-9': fault } } };
}

const folder = mkdtempSync(join(tmpdir(), 'image-recognition-'));
let server: DevServer;

beforeAll(async () => {
  const mockConfigPath = join(folder, 'mocks.json');
  writeFileSync(mockConfigPath, JSON.stringify(mockFileWithFaults()));
  server = await startDevServer({
    port: 0,
    host: '127.0.0.1',
    accountId: '123456789012',
    region: 'us-east-1',
    waitTimeScale: 0.001,
    environment: {},
    mockConfigPath,
    logFile: join(folder, 'tasks.log'),
  });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

let uploads = 0;

/** A picture that no test has uploaded before, unless it brings its own bytes. */
async function upload(bytes?: Buffer): Promise<ImageEvent> {
  uploads += 1;
  const background = { r: uploads, g: 90, b: 160 };
  const own = sharp({ create: { width: 400, height: 300, channels: 3, background } }).jpeg();
  return uploadPhoto(`uploads/${uploads}.jpg`, bytes ?? (await own.toBuffer()));
}

async function execute(image: ImageEvent, testCase = 'Offline') {
  const arn = server.stateMachineArns.get('ImageRecognition');
  const input = JSON.stringify(image);
  const { executionArn = '' } = await server.client.startExecution({
    stateMachineArn: `${arn}#${testCase}`,
    input,
  });
  const started = server.engine.executions.find(executionArn);
  await new Promise<void>((resolve) => {
    if (started) server.engine.whenEnded(started.execution, resolve);
  });
  const { status, error, cause, output } = await server.client.describeExecution({ executionArn });
  const record = await readRecord(photoIdOf(image));
  return {
    status,
    error,
    cause,
    output: output === undefined ? undefined : JSON.parse(output),
    record,
    executionArn,
  };
}

describe('definition', () => {
  test('is valid by our rules', () => {
    expect(validate(definition).filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  });

  test.each(tasks)('%s has a time limit and retries with a cap and full jitter', (_name, task) => {
    expect(task.TimeoutSeconds).toBeGreaterThan(0);
    expect(task.Retry?.length).toBeGreaterThan(0);
    expect(
      task.Retry?.map(({ JitterStrategy, MaxDelaySeconds = 0 }) => [JitterStrategy, MaxDelaySeconds > 0]),
    ).toEqual(task.Retry?.map(() => ['FULL', true]));
  });

  test('lasts no longer than a claim', () => {
    expect(definition.TimeoutSeconds).toBe(900);
  });
});

describe('outcomes', () => {
  test('writes down everything about a photo that succeeds', async () => {
    const image = await upload();
    const { status, output, record, executionArn } = await execute(image);
    expect(status).toBe('SUCCEEDED');
    expect(output).toMatchObject({
      status: 'SUCCEEDED',
      type: 'jpeg',
      uprightSize: { width: 400, height: 300 },
      moderation: { verdict: 'ALLOW', labels: [] },
      missing: [],
    });
    expect(record).toMatchObject({ ...output, ...image, executionArn, outbox: { status: 'SUCCEEDED' } });
    expect(record?.['labels']).toContainEqual({
      name: 'Mountain Range',
      confidence: 87.6,
      parents: ['Mountain', 'Nature'],
    });
  });

  test('leaves a photo PARTIAL when labels fail', async () => {
    const { status, output } = await execute(await upload(), 'LabelsRefused');
    expect(status).toBe('SUCCEEDED');
    expect(output).toMatchObject({ status: 'PARTIAL', labels: [], thumbnails: { length: 4 } });
    expect(output.missing).toEqual([
      {
        part: 'labels',
        because: 'The role may not call rekognition:DetectLabels.',
        error: 'Rekognition.AccessDeniedException',
      },
    ]);
  });

  test('rejects an unsafe photo and withdraws its thumbnails', async () => {
    const { status, record } = await execute(await upload(), 'Unsafe');
    expect(status).toBe('SUCCEEDED');
    expect(record).toMatchObject({ status: 'REJECTED', thumbnails: [], moderation: { verdict: 'REJECT' } });
    expect(await deleteThumbnails(String(record?.['photoId']))).toBe(0);
  });

  test('asks for a person where moderation found something mild', async () => {
    const { record } = await execute(await upload(), 'Mild');
    expect(record).toMatchObject({ status: 'SUCCEEDED', moderation: { verdict: 'REVIEW' } });
  });

  test('skips labels of a picture that Rekognition does not take', async () => {
    const tiny = await sharp({ create: { width: 79, height: 300, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
    const { record } = await execute(await upload(tiny), 'DetectLabelsFails');
    const because = 'Rekognition does not take the picture: 79 x 300 pixels: a side is under 80.';
    expect(record).toMatchObject({ status: 'SUCCEEDED', moderation: { verdict: 'REVIEW', because } });
    expect(record?.['missing']).toEqual([
      { part: 'labels', because },
      { part: 'moderation', because },
    ]);
  });

  test('ends a second delivery of the same upload as a duplicate', async () => {
    const image = await upload();
    const first = await execute(image);
    const second = await execute(image);
    expect(second).toMatchObject({ status: 'SUCCEEDED', output: { status: 'DUPLICATE', key: image.key } });
    expect(second.record).toEqual(first.record);
  });

  test('works once on an upload that is delivered many times at once', async () => {
    const image = await upload();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => execute(image)));
    expect(outcomes.filter(({ output }) => output.status === 'SUCCEEDED')).toHaveLength(1);
    expect(outcomes.filter(({ output }) => output.status === 'DUPLICATE')).toHaveLength(7);
  });
});

/** Asks again and again, after everybody else has had a turn. */
async function recordWith(image: ImageEvent, status: string) {
  for (let questions = 0; questions < 10_000; questions += 1) {
    await new Promise(setImmediate);
    const record = await readRecord(photoIdOf(image));
    if (record?.['status'] === status) return record;
  }
  throw new Error(`The record of ${image.key} never became ${status}.`);
}

test('closes the photo of an execution that is stopped', async () => {
  const slow = sharp({ create: { width: 6000, height: 6000, channels: 3, background: 'tan' } }).png();
  const image = await upload(await slow.toBuffer());
  const { executionArn } = await server.client.startExecution({
    stateMachineArn: `${server.stateMachineArns.get('ImageRecognition')}#Offline`,
    input: JSON.stringify(image),
  });
  await recordWith(image, 'RUNNING');
  await server.client.stopExecution({ executionArn });
  expect(await recordWith(image, 'FAILED')).toMatchObject({
    executionArn,
    error: { name: 'Aborted', message: 'The execution ended ABORTED.' },
  });
});

describe('failures', () => {
  test.each([
    ['UnsupportedType', async () => Buffer.from('no picture')],
    ['UnsupportedType', async () => Buffer.alloc(0)],
    [
      'CorruptImage',
      async () =>
        (await sharp('workflows/samples/images/harbour-at-dawn.jpg').jpeg().toBuffer()).subarray(0, 9000),
    ],
    [
      'TooLarge',
      async () =>
        sharp({ create: { width: 7000, height: 6000, channels: 3, background: 'tan' } })
          .png()
          .toBuffer(),
    ],
  ])('ends with %s and says so in the record', async (error, bytes) => {
    const { status, record, ...execution } = await execute(await upload(await bytes()));
    expect({ status, error: execution.error }).toEqual({ status: 'FAILED', error });
    expect(record).toMatchObject({
      status: 'FAILED',
      error: { name: error, message: execution.cause },
      outbox: { status: 'FAILED', error: { name: error } },
    });
  });

  test('ends with ObjectMissing for a key that is not there', async () => {
    const { record } = await execute({ ...(await upload()), key: 'uploads/never.jpg' });
    expect(record).toMatchObject({ status: 'FAILED', error: { name: 'ObjectMissing' } });
  });

  test('refuses to feed on its own thumbnails', async () => {
    const { error } = await execute({ ...(await upload()), bucket: 'stateyard-thumbnails' });
    expect(error).toBe('SourceIsOutput');
  });

  test('works on a photo again that has failed before', async () => {
    const image = await upload();
    expect((await execute(image, 'StoreRecordFails')).record).toMatchObject({ status: 'FAILED' });
    expect((await execute(image)).record).toMatchObject({ status: 'SUCCEEDED' });
  });

  test.each([
    ['ClaimPhoto', 'FAILED', 'FAILED'],
    ['SniffImage', 'FAILED', 'FAILED'],
    ['ReadMetadata', 'FAILED', 'FAILED'],
    ['DetectLabels', 'SUCCEEDED', 'PARTIAL'],
    ['DetectModerationLabels', 'SUCCEEDED', 'PARTIAL'],
    ['CreateThumbnails', 'SUCCEEDED', 'PARTIAL'],
    ['MeasurePhoto', 'SUCCEEDED', 'PARTIAL'],
    ['DecideOutcome', 'FAILED', 'FAILED'],
    ['StoreRecord', 'FAILED', 'FAILED'],
    ['PublishEvent', 'SUCCEEDED', 'SUCCEEDED'],
  ])('a fault at %s ends the execution %s and leaves the photo %s', async (state, status, photoStatus) => {
    const outcome = await execute(await upload(), `${state}Fails`);
    expect(outcome.status).toBe(status);
    expect(outcome.record?.['status']).toBe(photoStatus);
  });
});
