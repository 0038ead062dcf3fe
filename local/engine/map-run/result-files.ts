import type { Json } from '../../../asl/json.ts';
import type { Execution } from '../execution.ts';
import { resultFileBytesMax } from '../limits.ts';
import type { ResultFile } from './result-file.ts';
import { pendingRecord, resultsOf, type Transformation } from './result-record.ts';

/** FAILED is for whatever did not succeed; PENDING for items that no execution was started for. */
export type ResultGroup = 'SUCCEEDED' | 'FAILED' | 'PENDING';

/** ResultWriter with a Resource, and what it has been given so far. */
export interface ResultFiles {
  readonly bucket: string;
  /** Prefix and the Map Run's id: what all keys begin with. */
  readonly folder: string;
  readonly mapRunArn: string;
  readonly transformation: Transformation;
  readonly outputType: 'JSON' | 'JSONL';
  readonly groups: { readonly [group in ResultGroup]: FileGroup };
  /** Files that are being written. While there are any, no new work begins: memory stays bounded. */
  beingWritten: number;
}

interface FileGroup {
  readonly closed: { readonly Key: string; readonly Size: number }[];
  texts: string[];
  bytes: number;
  executionCount: number;
  itemCount: number;
}

/** AWS keeps the name for JSON Lines too. */
const fileSuffix = '.json';

export function emptyGroups(): ResultFiles['groups'] {
  return { SUCCEEDED: emptyGroup(), FAILED: emptyGroup(), PENDING: emptyGroup() };
}

function emptyGroup(): FileGroup {
  return { closed: [], texts: [], bytes: 0, executionCount: 0, itemCount: 0 };
}

/** Adds what a child execution has left. Answers a file that has become full. */
export function addChild(files: ResultFiles, child: Execution): ResultFile | undefined {
  const name = child.status === 'SUCCEEDED' ? 'SUCCEEDED' : 'FAILED';
  const group = files.groups[name];
  addRecords(group, resultsOf(child, files.transformation));
  group.executionCount += 1;
  group.itemCount += child.start.mapRun?.itemCount ?? 0;
  return group.bytes >= resultFileBytesMax ? closeFile(files, name) : undefined;
}

export function addPending(files: ResultFiles, input: Json, stateMachineArn: string): void {
  addRecords(files.groups.PENDING, [pendingRecord(input, stateMachineArn)]);
}

function addRecords(group: FileGroup, records: readonly Json[]): void {
  for (const record of records) {
    const text = JSON.stringify(record);
    group.texts.push(text);
    group.bytes += Buffer.byteLength(text, 'utf8') + 1;
  }
}

/** What has not succeeded is to be tried again: its files are written anew, under the same names. */
export function forgetUnsuccessful({ groups }: ResultFiles): void {
  for (const group of [groups.FAILED, groups.PENDING]) {
    group.closed.length = 0;
    Object.assign(group, { texts: [], bytes: 0, executionCount: 0, itemCount: 0 });
  }
}

/** The files with what has not been written yet. */
export function lastFiles(files: ResultFiles): readonly ResultFile[] {
  const open = (['SUCCEEDED', 'FAILED', 'PENDING'] as const).filter(
    (name) => files.groups[name].texts.length > 0,
  );
  return open.map((name) => closeFile(files, name));
}

function closeFile(files: ResultFiles, name: ResultGroup): ResultFile {
  const group = files.groups[name];
  const { texts, executionCount, itemCount } = group;
  const key = `${files.folder}${name}_${group.closed.length}${fileSuffix}`;
  const body = files.outputType === 'JSONL' ? `${texts.join('\n')}\n` : `[${texts.join(',')}]`;
  group.closed.push({ Key: key, Size: Buffer.byteLength(body, 'utf8') });
  Object.assign(group, { texts: [], bytes: 0, executionCount: 0, itemCount: 0 });
  return { bucket: files.bucket, key, body, executionCount, itemCount };
}

export function manifestKey({ folder }: ResultFiles): string {
  return `${folder}manifest.json`;
}

/** Names all files; it is written when they are. */
export function manifestFile(files: ResultFiles): ResultFile {
  const { FAILED, PENDING, SUCCEEDED } = files.groups;
  const manifest = {
    DestinationBucket: files.bucket,
    MapRunArn: files.mapRunArn,
    ResultFiles: { FAILED: FAILED.closed, PENDING: PENDING.closed, SUCCEEDED: SUCCEEDED.closed },
  };
  return {
    bucket: files.bucket,
    key: manifestKey(files),
    body: JSON.stringify(manifest),
    executionCount: 0,
    itemCount: 0,
  };
}
