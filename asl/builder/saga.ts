/**
 * How `undo` works. An undo holds from the end of its state, and `undoByKey` from its beginning, to the end of the block
 * in which it is written (undo-reach.ts says where that may be). When something in between fails, the undos run in
 * reverse order; each is retried, and one that fails is recorded and does not stop the others. Then the error goes on
 * to the handler around the block, or ends the execution, with this report as its cause. If an undo failed, the error
 * is CompensationIncomplete instead of the first one. Like every Catch of States.ALL, this leaves out States.Runtime and
 * States.DataLimitExceeded, and an execution that is stopped or times out undoes nothing.
 */
export interface CompensationReport {
  /** What started the undoing. */
  readonly failure: { readonly Error: string; readonly Cause: string };
  /** By the name of the state whose effect it is: UNDONE, or why it was not undone. */
  readonly undos: { readonly [state: string]: 'UNDONE' | { readonly Error: string; readonly Cause: string } };
}

/** The error of an execution in which an undo has failed. */
export const COMPENSATION_INCOMPLETE = 'CompensationIncomplete';

/** Reads the report from the cause of an execution that has failed; undefined if the cause is something else. */
export function compensationReport(cause: string): CompensationReport | undefined {
  try {
    const report: unknown = JSON.parse(cause);
    const isReport =
      typeof report === 'object' && report !== null && 'failure' in report && 'undos' in report;
    return isReport ? (report as CompensationReport) : undefined;
  } catch {
    return undefined;
  }
}
