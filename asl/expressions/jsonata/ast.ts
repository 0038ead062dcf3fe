/** A node of jsonata's syntax tree: what all kinds have, and what is read of some. */
export interface AstNode {
  readonly type: string;
  readonly value?: unknown;
  readonly steps?: readonly AstNode[];
  readonly stages?: readonly AstStage[];
  readonly predicate?: readonly AstStage[];
  readonly group?: object;
  /** Names that `@$name` and `#$name` bind. */
  readonly focus?: string;
  readonly index?: string;
  readonly keepArray?: boolean;
  readonly keepSingletonArray?: boolean;
  readonly consarray?: boolean;
  readonly tuple?: boolean;
  /** An operand, or the pairs of an object constructor. */
  readonly lhs?: AstNode | readonly (readonly [AstNode, AstNode])[];
  readonly rhs?: AstNode;
  readonly expression?: AstNode;
  readonly expressions?: readonly AstNode[];
  readonly arguments?: readonly AstNode[];
  readonly procedure?: AstNode;
  readonly body?: AstNode;
  readonly condition?: AstNode;
  readonly then?: AstNode;
  readonly else?: AstNode;
}

/** A filter or an index behind a step. */
export interface AstStage {
  readonly type: string;
  readonly value?: unknown;
  readonly expr?: AstNode;
}

/** The nodes directly below a node, in the order of the text, each with the member that holds it. */
export function childNodes(node: AstNode): readonly (readonly [member: string, AstNode])[] {
  return Object.entries(node).flatMap(([member, value]) =>
    nodesIn(value).map((child) => [member, child] as const),
  );
}

function nodesIn(value: unknown): AstNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return [];
  return isNode(value) ? [value] : Object.values(value).flatMap(nodesIn);
}

/** Stages hold nodes and are none themselves. */
function isNode(value: object): value is AstNode {
  return 'type' in value && typeof value.type === 'string' && !('expr' in value);
}

/** A node and all below it. */
export function nodesOf(node: AstNode): readonly AstNode[] {
  return [node, ...childNodes(node).flatMap(([, child]) => nodesOf(child))];
}

/** Whether all that a node says is its type, its position and the given members. */
export function hasOnly(node: AstNode, members: readonly string[]): boolean {
  return Object.entries(node).every(
    ([member, value]) => value === undefined || ['type', 'position', ...members].includes(member),
  );
}

/** How deep evaluation nests at least: each node counts one. */
export function depthOf(node: AstNode): number {
  return 1 + Math.max(0, ...childNodes(node).map(([, child]) => depthOf(child)));
}
