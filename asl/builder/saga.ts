import { AuthoringError } from './authoring-error.ts';
import { blocksOf, type Block, type Construct } from './construct.ts';

/**
 * How `undo` works. An undo holds from the end of its state, and `undoByKey` from its beginning, to the end of the block
 * in which it is written: the workflow, a branch, an iteration, the body of an attempt, an arm. When something in between fails, the undos run in
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

/**
 * An undo in an arm of a choice ends with the arm, which is easily overlooked: refused where something that can fail
 * follows the choice.
 */
export function checkUndoReach(block: Block): void {
  for (const [index, construct] of block.constructs.entries()) {
    const undone = construct.kind === 'choice' ? undoneInArms(construct) : undefined;
    if (undone !== undefined && block.constructs.slice(index + 1).some(canFail)) {
      throw new AuthoringError(
        `The undo of ${undone} stands in an arm of the choice ${construct.name} and ends with it, but what comes after the choice can fail too. Move what follows into the arm, or make the effect outside of the choice.`,
      );
    }
    for (const inner of blocksOf(construct)) checkUndoReach(inner);
  }
}

/** The first state with an undo in an arm, or in an arm of a choice in an arm. */
function undoneInArms(construct: Construct): string | undefined {
  if (construct.kind !== 'choice') return 'undo' in construct && construct.undo ? construct.name : undefined;
  return blocksOf(construct)
    .flatMap((block) => block.constructs)
    .map(undoneInArms)
    .find((name) => name !== undefined);
}

function canFail({ kind }: Construct): boolean {
  return kind !== 'pass' && kind !== 'wait' && kind !== 'succeed';
}
