import type { Json } from '../../../asl/json.ts';
import type { Execution } from '../execution.ts';
import { payloadBytesMax } from '../limits.ts';
import type { ResultFiles } from './result-files.ts';
import { resultsOf, type Transformation } from './result-record.ts';

/** What becomes of the child executions' outputs: they are the state's result, or files in S3. */
export type MapRunResults = ListedResults | ({ readonly type: 'filed' } & ResultFiles);

/** Without ResultWriter's Resource all results are the state's, and must fit into a payload together. */
export interface ListedResults {
  readonly type: 'listed';
  readonly transformation: Transformation;
  /** By the index of the child execution; let go as soon as they are too large together. */
  byChild: (readonly Json[])[];
  bytes: number;
}

export function listedResults(transformation: Transformation): ListedResults {
  return { type: 'listed', transformation, byChild: [], bytes: 0 };
}

export function listResult(results: ListedResults, index: number, child: Execution): void {
  if (areTooLarge(results)) return;
  const values = resultsOf(child, results.transformation);
  const before = results.byChild[index] ?? []; // of a child execution that has been redriven
  results.bytes += bytesOf(values) - bytesOf(before);
  if (areTooLarge(results)) results.byChild = [];
  else results.byChild[index] = values;
}

function bytesOf(values: readonly Json[]): number {
  return values.reduce<number>((sum, value) => sum + Buffer.byteLength(JSON.stringify(value), 'utf8') + 1, 0);
}

export function areTooLarge({ bytes }: ListedResults): boolean {
  return bytes > payloadBytesMax;
}

/** In the order of the items, whatever order they came in. */
export function allResults({ byChild }: ListedResults): readonly Json[] {
  return byChild.flat(1);
}
