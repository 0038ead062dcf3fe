import { AuthoringError } from './authoring-error.ts';
import { blocksOf, type Block, type Construct, type Handler, type TaskConstruct } from './construct.ts';
import { COMPENSATION_INCOMPLETE } from './saga.ts';
import { INVALID_INPUT, INVALID_OUTPUT } from './task-error.ts';

/** The errors that something may fail with, apart from the reserved ones; `any` where nobody has declared them. */
type Raised = ReadonlySet<string> | 'any';

/** Whether a state may fail with an error, as far as the workflow says: a task with those that it declares. */
export function mayFailWith(construct: Construct, errorName: string): boolean {
  return isReserved(errorName) || includes(raisedBy(construct), errorName);
}

/** A handler of an error that nothing can fail with is misspelt, or the task does not declare what it throws. */
export function checkHandlers(handlers: readonly Handler[], blocks: readonly Block[]): void {
  if (handlers.every(({ errorName }) => isReserved(errorName))) return;
  const raised = raisedIn(blocks);
  if (raised === 'any') return;
  for (const { errorName } of handlers) {
    if (isReserved(errorName) || raised.has(errorName)) continue;
    const declared = [...raised].filter((name) => !schemaErrors.includes(name)).join(', ') || 'no error';
    throw new AuthoringError(
      `No state of this block can fail with ${errorName}: they declare ${declared}. Correct the name, or declare it in the task.`,
    );
  }
}

/** Of Step Functions or of Lambda, and not of the workflow. */
function isReserved(errorName: string): boolean {
  return errorName.startsWith('States.') || errorName.startsWith('Lambda.');
}

function includes(raised: Raised, errorName: string): boolean {
  return raised === 'any' || raised.has(errorName);
}

const schemaErrors: readonly string[] = [INVALID_INPUT, INVALID_OUTPUT];

/** What is caught further in is not left out: a handler may fail again with the same name. */
function raisedBy(construct: Construct): Raised {
  switch (construct.kind) {
    case 'task':
      return declaredBy(construct);
    case 'raw':
      return 'any';
    case 'fail':
      return construct.error.kind === 'literal' ? new Set([String(construct.error.value)]) : 'any';
    default:
      return raisedIn(blocksOf(construct));
  }
}

function raisedIn(blocks: readonly Block[]): Raised {
  const names = new Set<string>();
  for (const construct of blocks.flatMap((block) => block.constructs)) {
    const parts = [
      raisedBy(construct),
      'undo' in construct ? raisedIn(blocksOf(construct)) : new Set<string>(),
    ];
    for (const raised of parts) {
      if (raised === 'any') return 'any';
      for (const name of raised) names.add(name);
    }
    if ('undo' in construct && construct.undo) names.add(COMPENSATION_INCOMPLETE);
  }
  return names;
}

/** Whoever answers a task token, another workflow and the services of AWS fail with names of their own. */
function declaredBy({ bound, resource }: TaskConstruct): Raised {
  const isInvoked = resource === 'arn:aws:states:::lambda:invoke';
  return isInvoked && bound && 'errors' in bound ? new Set([...bound.errors, ...schemaErrors]) : 'any';
}
