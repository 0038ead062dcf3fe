import { AuthoringError } from './authoring-error.ts';
import type { Block, Construct, Handler } from './construct.ts';
import { usedSources } from './emit/used-sources.ts';

/**
 * An undo ends with the block in which it is written. That is meant where the block is a saga of its own: the workflow,
 * the body of an attempt, a child of a Distributed Map. In an arm, a handler, a branch or an iteration it is easily
 * overlooked, so it is refused there where something that can fail later would leave the effect as it is.
 */
export function checkUndoReach(block: Block): void {
  for (const [index, construct] of block.constructs.entries()) {
    checkOwnUndo(construct);
    const isFollowed = block.constructs.slice(index + 1).some(canFail);
    for (const part of partsOf(construct)) {
      const undone = part.endsUndos ? undoneIn(part.block) : undefined;
      if (undone !== undefined && (isFollowed || part.isBeside)) refuse(undone, part.place);
      checkUndoReach(part.block);
    }
  }
}

/** A block of a construct, as an undo in it sees it. */
interface Part {
  readonly block: Block;
  readonly place: string;
  /** Whether undos in it end with it, although the saga around it goes on. */
  readonly endsUndos: boolean;
  /** Whether something else can fail once it has ended, before the construct has. */
  readonly isBeside: boolean;
}

function partsOf(construct: Construct): readonly Part[] {
  const { name } = construct;
  const passing = (block: Block, place: string): Part => ({ block, place, endsUndos: true, isBeside: false });
  const handlers = 'handlers' in construct ? construct.handlers : [];
  const handling = handlers.map(({ errorName, block }) => passing(block, `the handler of ${errorName}`));
  const isCovered = 'undo' in construct && construct.undo?.fromStart === true;
  const graph = (block: Block, place: string, isBeside: boolean): Part => {
    return { block, place, isBeside, endsUndos: !isCovered };
  };
  switch (construct.kind) {
    case 'choice':
      return [...construct.rules.map((rule) => rule.block), construct.otherwise].map((block) =>
        passing(block, `an arm of the choice ${name}`),
      );
    case 'parallel':
      return construct.branches
        .map((branch) => {
          const others = construct.branches.filter((other) => other !== branch);
          return graph(branch, `a branch of ${name}`, others.some(blockCanFail));
        })
        .concat(handling);
    case 'map':
      return [
        construct.distributed
          ? { ...passing(construct.processor, name), endsUndos: false }
          : graph(construct.processor, `an iteration of ${name}`, blockCanFail(construct.processor)),
        ...handling,
      ];
    case 'poll':
      return [
        { ...passing(construct.check, `the check of ${name}`), isBeside: true },
        passing(construct.exhausted, `what follows when ${name} is exhausted`),
      ];
    case 'attempt':
      return [{ ...passing(construct.body, name), endsUndos: false }, ...handling];
    default:
      return handling;
  }
}

/** The first state whose undo ends with a block, or with a block inside it. */
function undoneIn({ constructs }: Block): string | undefined {
  return constructs
    .flatMap((construct) => [
      'undo' in construct && construct.undo ? construct.name : undefined,
      ...partsOf(construct)
        .filter((part) => part.endsUndos)
        .map((part) => undoneIn(part.block)),
    ])
    .find((name) => name !== undefined);
}

function refuse(undone: string, place: string): never {
  throw new AuthoringError(
    `The undo of ${undone} stands in ${place} and ends with it, but something else can fail later, and nothing would undo ${undone} then. ` +
      `Make the effect outside of it, move what follows into it, give the whole an undoByKey, or make it a saga of its own with attempt(…).`,
  );
}

function checkOwnUndo(construct: Construct): void {
  checkHandlersEnd(construct);
  checkWholeResult(construct);
}

/** A handler that goes on has no result of the state for its undo to read. */
function checkHandlersEnd(construct: Construct): void {
  if (!('undo' in construct) || !construct.undo || construct.undo.fromStart) return;
  const goingOn = construct.handlers.find(({ block }) => !endsItself(block));
  if (!goingOn || !usedSources(construct.undo.block).has(construct.source)) return;
  throw new AuthoringError(
    `The undo of ${construct.name} takes its result, and after its handler of ${goingOn.errorName}, which goes on, there is none. ` +
      `Let the handler end with fail(…) or succeed(…), or take the effect back by something known beforehand.`,
  );
}

function endsItself({ constructs }: Block): boolean {
  const kind = constructs.at(-1)?.kind;
  return kind === 'fail' || kind === 'succeed';
}

/** What the branches or iterations that went well have done is in no result if another one fails. */
function checkWholeResult(construct: Construct): void {
  if (construct.kind !== 'parallel' && construct.kind !== 'map') return;
  const inside = construct.kind === 'parallel' ? construct.branches : [construct.processor];
  if (!construct.undo || construct.undo.fromStart || !inside.some(blockCanFail)) return;
  const one = construct.kind === 'parallel' ? 'branch' : 'iteration';
  throw new AuthoringError(
    `The undo of ${construct.name} takes its whole result, and there is none if one ${one} fails after another has had its effect. ` +
      `Give undoByKey: () => …, which takes back by something known beforehand, or handle States.ALL inside each ${one}.`,
  );
}

function blockCanFail({ constructs }: Block): boolean {
  return constructs.some(canFail);
}

function canFail(construct: Construct): boolean {
  switch (construct.kind) {
    case 'pass':
    case 'wait':
    case 'succeed':
      return false;
    case 'fail':
      return true;
    case 'choice':
      return [...construct.rules.map((rule) => rule.block), construct.otherwise].some(blockCanFail);
    case 'poll':
      return blockCanFail(construct.check) || blockCanFail(construct.exhausted);
    case 'attempt':
      return blockCanFail(construct.body) && isUnhandled(construct.handlers);
    default:
      return isUnhandled(construct.handlers);
  }
}

/** Whether an error may get past the handlers, or come out of them. */
function isUnhandled(handlers: readonly Handler[]): boolean {
  const takesAll = handlers.some(({ errorName }) => errorName === 'States.ALL');
  return !takesAll || handlers.some(({ block }) => blockCanFail(block));
}
