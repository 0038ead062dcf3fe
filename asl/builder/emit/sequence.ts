import type { Block, CommonParts, Construct } from '../construct.ts';
import { literal, object, type Expression, type Source } from '../expression.ts';
import type { After, Target } from './linked.ts';
import type { StateNames } from './names.ts';

/** A block with what comes after it. */
export interface Sequence {
  readonly constructs: readonly Construct[];
  readonly after: After;
}

/**
 * Prepares a block for linking. Where its last construct has several ends, and they cannot all carry what must happen
 * after the block, one state is added to carry it: Done, which ends the graph, or Join, which goes on.
 */
export function sequenceOf(block: Block, after: After): Sequence {
  const { constructs } = block;
  return needsJoin(constructs.at(-1), after)
    ? { constructs: [...constructs, join(after)], after }
    : { constructs, after };
}

function needsJoin(last: Construct | undefined, after: After): boolean {
  if (!last) return after.next === undefined;
  if (last.kind === 'fail' || last.kind === 'succeed') return false;
  const ends = endsOf(last);
  if (ends.length === 0 && last.kind !== 'poll') return false;
  const carried = [
    ...(after.output ? [after.output] : []),
    ...after.bindings.map((binding) => binding.value),
  ];
  const isCarried = (value: Expression) =>
    isConstant(value) || ('source' in last && isExactly(value, last.source));
  if (!carried.every(isCarried)) return true;
  const hasBareEnd = last.kind === 'poll' || ends.some((end) => end.constructs.length === 0);
  return after.next === undefined && hasBareEnd;
}

/** The blocks with which a construct may end, beside its own state. */
function endsOf(construct: Construct): readonly Block[] {
  const handled = 'handlers' in construct ? construct.handlers.map((handler) => handler.block) : [];
  if (construct.kind === 'choice') return [...construct.rules.map((rule) => rule.block), construct.otherwise];
  if (construct.kind === 'attempt') return [construct.body, ...handled];
  if (construct.kind === 'poll') return [construct.exhausted];
  return handled;
}

function join({ next, output }: After): Construct {
  const comment = undefined;
  if (next === undefined) return { kind: 'succeed', name: 'Done', comment, output: output ?? object({}) };
  const source: Source = { kind: 'result', label: 'join', home: undefined };
  return { kind: 'pass', name: 'Join', comment, source, output: undefined };
}

/** What comes after one of a construct's blocks: as after the construct, with the block's value for the construct's. */
export function afterBlock(after: After, source: Source | undefined, block: Block): After {
  const value = block.value ?? literal(null);
  const own = source ? [{ source, value }] : [];
  const given = (expression: Expression) => (source && isExactly(expression, source) ? value : expression);
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
  return names.of(entryParts(construct));
}

function entryParts(construct: Construct): CommonParts {
  if (construct.kind === 'poll') return construct.start;
  return construct.kind === 'attempt' ? entryParts(construct.body.constructs[0] as Construct) : construct;
}
