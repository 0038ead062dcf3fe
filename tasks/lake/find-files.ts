import { matchesGlob } from 'node:path';
import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { repeatable } from '../aws/repeatable.ts';
import { DatasetSubmission, placeOf, type Source, SourceManifest } from './dataset-submission.ts';
import { Ingest, type SourceFile, uriOf } from './ingest.ts';
import { lake } from './lake.ts';
import { readText } from './object-json.ts';
import type { FoundObject } from './store/lake-objects.ts';

/** More would not fit into the history of the execution that converts them. */
const filesMax = 10_000;

type Wanted = FoundObject & { readonly sha256?: string | undefined };

/** Looks whether the data is there, and writes down which files it is, exactly as they are now. */
export const findFiles = defineTask('FindFiles', {
  input: z.object({ ingest: Ingest, submission: DatasetSubmission }),
  output: z.object({ ready: z.boolean(), because: z.string(), files: z.int() }),
  errors: ['InvalidManifest', 'TooManyFiles', 'SourceMissing', 'SourceChanged', 'StorageUnavailable'],
  timeoutSeconds: 60,
  retry: repeatable,
  handler: async ({ ingest, submission }) => {
    const files = await filesOf(submission.source);
    if (typeof files === 'string') return { ready: false, because: files, files: 0 };
    const numbered = files.map((file, index): SourceFile => ({ index, ...file }));
    await lake().objects.write({ bucket: ingest.bucket, key: ingest.filesKey }, JSON.stringify(numbered));
    return { ready: true, because: `${files.length} files were found.`, files: files.length };
  },
});

/** A sentence where there is nothing yet. */
async function filesOf(source: Source): Promise<readonly Wanted[] | string> {
  if (source.kind === 'folder') return filesBelow(source.uri, source.exclude ?? []);
  if (source.kind === 'object') return namedFiles([source]);
  const manifest = await manifestText(source.uri);
  return manifest === undefined ? missing(source.uri) : namedFiles(filesIn(manifest, source.uri));
}

/** Objects without content are what consoles make of folders. */
async function filesBelow(uri: string, exclude: readonly string[]): Promise<readonly Wanted[] | string> {
  const { bucket, key: prefix } = placeOf(uri);
  const files: Wanted[] = [];
  for await (const file of lake().objects.list(bucket, prefix)) {
    const name = file.key.slice(prefix.length);
    if (file.bytes === 0 || exclude.some((glob) => matchesGlob(name, glob))) continue;
    if (files.push(file) > filesMax) throw tooMany(uri);
  }
  return files.length === 0 ? `Below ${uri} there is nothing that is not excluded.` : files;
}

/** All or nothing: a folder may grow, but a list is complete. */
async function namedFiles(
  named: z.output<typeof SourceManifest>['files'],
): Promise<readonly Wanted[] | string> {
  const files: Wanted[] = [];
  for (const { uri, sha256 } of named) {
    const found = await find(uri);
    if (found === undefined) return missing(uri);
    files.push({ ...found, ...(sha256 !== undefined && { sha256 }) });
  }
  return files;
}

async function find(uri: string): Promise<FoundObject | undefined> {
  const { bucket, key } = placeOf(uri);
  for await (const found of lake().objects.list(bucket, key)) return found.key === key ? found : undefined;
  return undefined;
}

function missing(uri: string): string {
  return `${uri} is not there.`;
}

function filesIn(text: string, uri: string): z.output<typeof SourceManifest>['files'] {
  try {
    return SourceManifest.parse(JSON.parse(text)).files;
  } catch (thrown) {
    throw new TaskError('InvalidManifest', `${uri} is no manifest: ${(thrown as Error).message}`);
  }
}

/** Ten thousand entries have room in it. */
const manifestBytesMax = 16 * 1024 * 1024;

async function manifestText(uri: string): Promise<string | undefined> {
  const found = await find(uri);
  if (found === undefined) return undefined;
  if (found.bytes > manifestBytesMax) throw new TaskError('InvalidManifest', `${uriOf(found)} is too large.`);
  return readText(lake().objects, found);
}

function tooMany(uri: string): TaskError {
  return new TaskError(
    'TooManyFiles',
    `Below ${uri} there are more than ${filesMax} files: submit folders of it.`,
  );
}
