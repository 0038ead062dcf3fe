import type { Block, Construct } from '../construct.ts';
import { literal, object, substitute, type Expression, type Source } from '../expression.ts';
import type { After, Target } from './linked.ts';
import { firstState, type StateNames } from './names.ts';

/** A block with what comes after it. */
export interface Sequence {
  readonly constructs: readonly Construct[];
  readonly after: After;
}

/**
 * Prepares a block for linking. Where a graph ends with a construct that has several ends, and not all of them are
 * states that can give the output, or it would be written out in each, a state is added to give it: `Done`, where the
 * graph is the whole machine.
 */
export function sequenceOf(block: Block, after: After, endName: string): Sequence {
  const { constructs } = block;
  if (after.next !== undefined || endsByItself(constructs.at(-1), after)) return { constructs, after };
  const output = after.output ?? object({});
  const done: Construct = { kind: 'succeed', name: endName, comment: undefined, output };
  return { constructs: [...constructs, done], after };
}

function endsByItself(last: Construct | undefined, { output }: After): boolean {
  if (!last || last.kind === 'poll') return false;
  const ends = endsOf(last).filter(goesOn);
  if (ends.length === 0) return true;
  const isCarried = !output || isConstant(output) || ('source' in last && isExactly(output, last.source));
  return isCarried && ends.every((end) => end.constructs.length > 0);
}

/** After a terminal state nothing needs the output. */
function goesOn({ constructs }: Block): boolean {
  const kind = constructs.at(-1)?.kind;
  return kind !== 'fail' && kind !== 'succeed';
}

/** The blocks with which a construct may end, beside its own state. */
function endsOf(construct: Construct): readonly Block[] {
  const handled = 'handlers' in construct ? construct.handlers.map((handler) => handler.block) : [];
  if (construct.kind === 'choice') return [...construct.rules.map((rule) => rule.block), construct.otherwise];
  if (construct.kind === 'attempt') return [construct.body, ...handled];
  return handled;
}

/** What comes after one of a construct's blocks: as after the construct, with the block's value for the construct's. */
export function afterBlock(after: After, source: Source | undefined, block: Block): After {
  const value = block.value ?? literal(null);
  const own = source ? [{ source, value }] : [];
  const given = (expression: Expression) => (source ? substitute(expression, source, value) : expression);
  return {
    next: after.next,
    bindings: [...own, ...after.bindings.map((one) => ({ ...one, value: given(one.value) }))],
    output: after.output && given(after.output),
  };
}

function isExactly(expression: Expression, source: Source): boolean {
  return expression.kind === 'source' && expression.source === source;
}

/** Says the same wherever it stands. */
function isConstant(expression: Expression): boolean {
  return (
    expression.kind === 'literal' ||
    (expression.kind === 'object' && Object.keys(expression.fields).length === 0)
  );
}

/** Where a sequence begins; an empty one is what comes after it. */
export function entryOf({ constructs, after }: Sequence, names: StateNames): Target {
  const [first] = constructs;
  if (first) return { next: entryName(first, names), bindings: [] };
  return { next: after.next as string, bindings: after.bindings };
}

export function entryName(construct: Construct, names: StateNames): string {
  return names.of(firstState(construct));
}
