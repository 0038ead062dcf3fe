import { type AstNode, nodesOf } from './ast.ts';
import { partBytes, ValueSizes } from './value-sizes.ts';

/**
 * AWS bounds the evaluation of an expression in depth, memory and time, and so does this: through the two hooks that
 * jsonata calls before and after each node. What AWS counts was measured from outside (floci-io/floci#2737, #2783):
 * depth 100 is accepted and 101 refused, `[1..873782]` is accepted and one element more refused.
 * Time is counted in steps, so that the same expression fails in the same way on every machine.
 *
 * B1  No value that an expression makes is larger than `valueBytesMax`, written out.
 * B2  Who walks a value to its leaves, or a text by its characters, pays for all of it, each time.
 * B3  The library sorts by a computed key (`^(a + 1)`) the slower the more it sorts: each key costs more than the last.
 */

export const depthMax = 100;

/** The most bytes that one value may hold: 8 for an element, 1 for a character. */
export const valueBytesMax = 6_990_256;

/** About one second of work. A step is one node evaluated, or the handling of so many elements, characters or bytes. */
const stepsMax = 1_000_000;
const elementsPerStep = 16;
const charactersPerStep = 256;
const walkedBytesPerStep = 8;
const sortKeysPerStep = 1_000;

/** A bound was exceeded; the text is what AWS says of it. */
export class BoundExceeded extends Error {
  override readonly name = 'BoundExceeded';
}

/** Nodes whose results are walked, beside what functions say they walk. */
export interface WalkedNodes {
  /** Operands of `=` and `!=`. */
  readonly compared: ReadonlySet<AstNode | undefined>;
  /** What `?:`, `and` and `or` find true or false: of an array, whether anything in it is. */
  readonly tested: ReadonlySet<AstNode | undefined>;
  /** Where a range begins and ends. */
  readonly counted: ReadonlySet<AstNode | undefined>;
  /** What `^(…)` sorts by. */
  readonly sortKeys: ReadonlySet<AstNode | undefined>;
}

export function walkedNodes(ast: AstNode): WalkedNodes {
  const nodes = nodesOf(ast);
  const operandsOf = (...operators: readonly unknown[]) =>
    nodes
      .filter(({ type, value }) => type === 'binary' && operators.includes(value))
      .flatMap(({ lhs, rhs }) => [lhs as AstNode, rhs]);
  const conditions = nodes.map(({ condition }) => condition);
  return {
    compared: new Set(operandsOf('=', '!=')),
    tested: new Set([...operandsOf('and', 'or'), ...conditions]),
    counted: new Set(operandsOf('..')),
    sortKeys: new Set(nodes.flatMap(({ terms = [] }) => terms.map(({ expression }) => expression))),
  };
}

/** The bounds of one evaluation. */
export class EvaluationBounds {
  readonly #walked: WalkedNodes;
  readonly #sizes = new ValueSizes();
  #depth = 0;
  #steps = 0;
  #sortKeys = 0;

  constructor(walked: WalkedNodes) {
    this.#walked = walked;
  }

  /** The bindings that make jsonata call the hooks. */
  readonly hooks = {
    __evaluate_entry: (node: AstNode, input: unknown): void => {
      this.#depth += 1;
      if (this.#depth > depthMax) throw stackOverflow();
      this.#spend(1);
      if (this.#walked.sortKeys.has(node)) this.#spend((this.#sortKeys += 1) / sortKeysPerStep); // B3
      // A name is looked up in an array only where arrays nest.
      if (walksInput.has(node.type) || (node.type === 'name' && Array.isArray(input))) this.walk(input);
    },
    __evaluate_exit: (node: AstNode, _input: unknown, _environment: unknown, value: unknown): void => {
      this.#depth -= 1;
      this.#spend(stepsFor(value));
      if (makesValues(node)) demandBytes(this.#sizes.of(value)); // B1
      const { compared, tested, counted } = this.#walked;
      if (counted.has(node)) demandCountable(value);
      if (compared.has(node) || (Array.isArray(value) && tested.has(node))) this.walk(value);
    },
  } as const;

  /** Takes the time that it takes to walk a value to its leaves (B2). */
  walk(value: unknown): void {
    this.#spend(this.#sizes.of(value) / walkedBytesPerStep);
  }

  /** What the evaluation has cost so far: a step is about a microsecond. */
  get steps(): number {
    return this.#steps;
  }

  #spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > stepsMax) throw timeout();
  }
}

const walksInput: ReadonlySet<string> = new Set(['wildcard', 'descendant']);

/** The others read a value that there is, or one of the constants in the text. */
function makesValues({ type, group }: AstNode): boolean {
  return makers.has(type) || group !== undefined;
}

const makers: ReadonlySet<string> = new Set(['path', 'unary', 'function', 'apply']);

/** What it costs to handle a value, at its top; throws where that holds more than a value may. */
function stepsFor(value: unknown): number {
  if (typeof value === 'string') {
    demandBytes(value.length);
    return value.length / charactersPerStep;
  }
  if (!Array.isArray(value)) return 0;
  demandElements(value.length);
  return value.length / elementsPerStep;
}

/** Throws unless a value of so many bytes is allowed. */
export function demandBytes(bytes: number): void {
  if (bytes > valueBytesMax) {
    throw new BoundExceeded('Expression evaluation memory limit exceeded: Check for excessive memory usage');
  }
}

/** Where a number and the next one are the same, counting from one to the other never ends. */
function demandCountable(value: unknown): void {
  if (Math.abs(Number(value)) > Number.MAX_SAFE_INTEGER) demandBytes(Number.POSITIVE_INFINITY);
}

/** Throws unless an array of so many elements is allowed. */
export function demandElements(count: number): void {
  demandBytes(count * partBytes);
}

/** The names of the hooks: an expression that bound them would be free of all bounds. */
export function isHookName(name: unknown): boolean {
  return typeof name === 'string' && name.startsWith('__evaluate_');
}

function stackOverflow(): BoundExceeded {
  return new BoundExceeded(
    'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.',
  );
}

function timeout(): BoundExceeded {
  return new BoundExceeded('Expression evaluation timeout: Check for infinite loop');
}
