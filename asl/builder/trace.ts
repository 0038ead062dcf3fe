import { AuthoringError } from './authoring-error.ts';
import type { Block, Construct } from './construct.ts';
import { nameOf, replaceIn, sourceOf, type Expression, type Source } from './expression.ts';
import { expressionOf } from './reference.ts';

/**
 * The running trace. A workflow's functions are called once, and every construct that they call appends itself to the
 * innermost open block. This module-level pointer is the only ambient state of the builder: it exists only while a
 * body runs, and it is what lets a workflow be an ordinary function.
 */
let innermost: OpenBlock | undefined;

interface OpenBlock {
  readonly outer: OpenBlock | undefined;
  /** The identity of the innermost branch, iteration or machine around it. */
  readonly graph: object;
  readonly constructs: Construct[];
  /** Present where the block cannot read what lies outside: the children of a Distributed Map. */
  readonly capture: Capture | undefined;
}

/** Hands a value of the outside in, and yields the expression for it inside the block that is `home`. */
export type Capture = (outside: Expression, home: object) => Expression;

/** Thrown by a construct that ends its block, so that nothing after it is traced. */
class EndOfBlock extends Error {
  override readonly name = 'EndOfBlock';
}

/** Runs a function of the source and gathers what it did. */
export function traceBlock(body: () => unknown): Block {
  return trace(body, { graph: innermost?.graph ?? {}, capture: undefined });
}

/** The same for a function whose states are a graph of their own: a branch, or what a Map does for each item. */
export function traceGraph(body: () => unknown, capture?: Capture): Block {
  return trace(body, { graph: {}, capture });
}

function trace(body: () => unknown, surroundings: Pick<OpenBlock, 'graph' | 'capture'>): Block {
  const block: OpenBlock = { ...surroundings, outer: innermost, constructs: [] };
  innermost = block;
  try {
    const value = body();
    return closed(block, value === undefined ? undefined : valueExpression(value));
  } catch (thrown) {
    if (thrown instanceof EndOfBlock) return closed(block, undefined);
    throw thrown;
  } finally {
    innermost = block.outer;
  }
}

/** Whether the function of a workflow is running. */
export function isTracing(): boolean {
  return innermost !== undefined;
}

/** A workflow is traced by itself: it shares no values with another that is being traced. */
export function refuseInside(name: string): void {
  if (!innermost) return;
  throw new AuthoringError(
    `The workflow ${name} is defined inside another one: define it outside and use startExecution.`,
  );
}

/** The same for a function that is given a value of its own, such as a caught error. */
export function traceBlockOver(
  kind: Source['kind'],
  label: string,
  body: (value: Expression) => unknown,
): { readonly block: Block; readonly source: Source } {
  let source: Source | undefined;
  const block = traceBlock(() => {
    source = newSource(kind, label);
    return body(sourceOf(source));
  });
  return { block, source: source as Source };
}

function closed(block: OpenBlock, value: Expression | undefined): Block {
  return Object.freeze({ constructs: Object.freeze(block.constructs), value });
}

/** More would hardly fit into a definition of 1 MiB (docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const BLOCK_CONSTRUCTS_MAX = 10_000;

/** Adds a construct to the innermost block. */
export function append(construct: Construct): void {
  const { constructs } = openBlock(construct.name);
  refuseAfterEnd(constructs.at(-1), construct);
  constructs.push(Object.freeze(construct));
  if (constructs.length > BLOCK_CONSTRUCTS_MAX) {
    throw new AuthoringError(
      `${construct.name} is one of more than ${BLOCK_CONSTRUCTS_MAX} states in a row: a loop in the source does not end. A reference is always true to while and for; repeat with poll(…).`,
    );
  }
}

/** The end of a block is thrown, and a try of the source would catch it. */
function refuseAfterEnd(last: Construct | undefined, { name }: Construct): void {
  if (last?.kind !== 'fail' && last?.kind !== 'succeed') return;
  throw new AuthoringError(
    `${name} stands after ${last.name}, which ends its block. A try around states catches nothing of what happens when the execution runs: write attempt(() => …, { ErrorName: (error) => … }).`,
  );
}

/** Adds a construct after which its block cannot go on. */
export function appendLast(construct: Construct): never {
  append(construct);
  throw new EndOfBlock('The block has ended.');
}

/** A new value of the innermost block. */
export function newSource(kind: Source['kind'], label: string): Source {
  return Object.freeze({ kind, label, home: openBlock(label) });
}

/**
 * States of a branch or an iteration can read the variables around them, and not change them
 * (docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html).
 */
export function checkAssignable(variable: Source): void {
  if (openBlock(variable.label).graph === (variable.home as OpenBlock).graph) return;
  throw new AuthoringError(
    `The variable ${variable.label} cannot be set in a branch or an iteration, which see only a copy of it. Return the value from its function, and set the variable after the parallel or map.`,
  );
}

function openBlock(what: string): OpenBlock {
  if (innermost) return innermost;
  throw new AuthoringError(
    `${what} stands outside a workflow: call it inside the function that you give to workflow(…), before that function returns.`,
  );
}

/** The expression for a value of the source, once it is sure that the innermost block can read all of it. */
export function valueExpression(value: unknown): Expression {
  return replaceIn(expressionOf(value), (expression) => {
    const source = expression.kind === 'field' ? expression.of : expression;
    return source.kind === 'source' ? readable(expression, source.source) : undefined;
  });
}

/** `undefined` stays undefined. */
export function optionalExpression(value: unknown): Expression | undefined {
  return value === undefined ? undefined : valueExpression(value);
}

function passIn(outside: Expression, block: OpenBlock): Expression {
  return block.capture?.(outside, block) ?? outside;
}

/** Passes a value of an outer block in through every boundary between; refuses what never reaches this block. */
function readable(expression: Expression, source: Source): Expression {
  if (source.home === undefined) return expression;
  const boundaries: OpenBlock[] = [];
  for (let block = innermost; block; block = block.outer) {
    if (block === source.home) return boundaries.reduceRight(passIn, expression);
    if (block.capture) boundaries.push(block);
  }
  throw new AuthoringError(
    `${nameOf(expression)} belongs to a block that has ended (a branch, an iteration, an arm or a handler). Return it from that block's function, and use what the construct gives back.`,
  );
}
