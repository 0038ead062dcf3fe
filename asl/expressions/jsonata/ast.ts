/** A node of jsonata's syntax tree: what all kinds have, and what is read of some. */
export interface AstNode {
  readonly type: string;
  readonly value?: unknown;
  readonly steps?: readonly AstNode[];
  readonly stages?: readonly AstStage[];
  /** What `^(…)` sorts by. */
  readonly terms?: readonly { readonly expression: AstNode; readonly descending: boolean }[];
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

/** Visits the nodes directly below a node, in the order of the text, each with the member that holds it. */
export function visitChildren(node: AstNode, visit: (child: AstNode, member: string) => void): void {
  visitMembers(node, (value, member) => visitNodesIn(value, member, visit));
}

function visitNodesIn(value: object, member: string, visit: (child: AstNode, member: string) => void): void {
  if (isNode(value)) visit(value, member);
  else if (!(value instanceof RegExp)) visitMembers(value, (inner) => visitNodesIn(inner, member, visit));
}

/** The members that may hold nodes. Without a list of entries, which would take most of a visit's time. */
function visitMembers(holder: object, visit: (value: object, member: string) => void): void {
  for (const member of Object.keys(holder)) {
    const value = (holder as Readonly<Record<string, unknown>>)[member];
    if (typeof value === 'object' && value !== null) visit(value, member);
  }
}

/** Stages hold nodes and are none themselves. */
function isNode(value: object): value is AstNode {
  return 'type' in value && typeof value.type === 'string' && !('expr' in value);
}

/** A node and all below it. */
export function nodesOf(node: AstNode): readonly AstNode[] {
  const nodes: AstNode[] = [];
  const collect = (each: AstNode) => {
    nodes.push(each);
    visitChildren(each, collect);
  };
  collect(node);
  return nodes;
}

/** Whether all that a node says is its type, its position and the given members. */
export function hasOnly(node: AstNode, members: readonly string[]): boolean {
  return Object.entries(node).every(
    ([member, value]) => value === undefined || ['type', 'position', ...members].includes(member),
  );
}

/** How deep evaluation nests at least: each node counts one. */
export function depthOf(node: AstNode): number {
  let below = 0;
  visitChildren(node, (child) => {
    below = Math.max(below, depthOf(child));
  });
  return 1 + below;
}
