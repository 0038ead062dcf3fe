import type { References } from '../expression.ts';
import { type AstNode, visitChildren } from './ast.ts';
import { isBuiltinFunction } from './builtin-names.ts';

/** What an expression mentions. */
export function referencesOf(ast: AstNode): References {
  const found: Found = {
    variables: new Set(),
    functions: new Set(),
    statesFields: new Set(),
    topLevelNames: new Set(),
  };
  visit(ast, { found, bound: new Set(['', 'states']), atTopLevel: true });
  return {
    variables: [...found.variables],
    functions: [...found.functions],
    statesFields: [...found.statesFields],
    topLevelNames: [...found.topLevelNames],
    unreadableFilters: [],
  };
}

type Found = { readonly [kind in Exclude<keyof References, 'unreadableFilters'>]: Set<string> };

/** Where a node stands. */
interface Surroundings {
  /** The names found so far, in the whole expression. */
  readonly found: Found;
  /** The names bound so far around the node; `:=` adds to them. */
  readonly bound: Set<string>;
  /** Whether names are members of the document, of which AWS has none: everything is in `$states` and variables. */
  readonly atTopLevel: boolean;
}

function visit(node: AstNode, around: Surroundings): void {
  switch (node.type) {
    case 'variable':
      addVariable(String(node.value), around);
      return visitBelow(node, around);
    case 'name':
      if (around.atTopLevel) around.found.topLevelNames.add(String(node.value));
      return visitBelow(node, around);
    case 'path':
      return visitPath(node, around);
    case 'block':
      return visitBelow(node, inner(around));
    case 'bind':
      return visitBinding(node, around);
    case 'lambda':
      return visitLambda(node, around);
    default:
      return visitBelow(node, around);
  }
}

/** Filters, groupings and transforms look at what the node selects, and no longer at the document. */
const lookingFurther: ReadonlySet<string> = new Set([
  'stages',
  'predicate',
  'group',
  'terms',
  'pattern',
  'update',
  'delete',
]);

function visitBelow(node: AstNode, around: Surroundings): void {
  visitChildren(node, (child, member) => visit(child, lookingFurther.has(member) ? behind(around) : around));
}

function inner(around: Surroundings): Surroundings {
  return { ...around, bound: new Set(around.bound) };
}

function behind(around: Surroundings): Surroundings {
  return { ...around, atTopLevel: false };
}

function addVariable(name: string, { found, bound }: Surroundings): void {
  if (name === '$') found.topLevelNames.add('$$');
  else if (bound.has(name)) return;
  else if (isBuiltinFunction(name)) found.functions.add(name);
  else found.variables.add(name);
}

function visitPath(node: AstNode, around: Surroundings): void {
  const steps = node.steps ?? [];
  const within = steps.some(({ focus, index }) => (focus ?? index) !== undefined) ? inner(around) : around;
  const further = behind(within);
  const [first, second] = steps;
  const ofStates = first?.type === 'variable' && first.value === 'states' && second?.type === 'name';
  if (ofStates) around.found.statesFields.add(String(second.value));
  steps.forEach((step, position) => {
    for (const name of [step.focus, step.index]) if (name !== undefined) within.bound.add(name);
    visit(step, position === 0 ? within : further);
  });
  visitChildren(node, (child, member) => {
    if (member !== 'steps') visit(child, further);
  });
}

/** A function may call itself by the name it is bound to; another value does not see that name yet. */
function visitBinding({ lhs, rhs }: AstNode, around: Surroundings): void {
  const name = String((lhs as AstNode).value);
  if (rhs === undefined) return;
  if (rhs.type === 'lambda') around.bound.add(name);
  visit(rhs, around);
  around.bound.add(name);
}

function visitLambda(node: AstNode, around: Surroundings): void {
  const within = inner(around);
  for (const parameter of node.arguments ?? []) within.bound.add(String(parameter.value));
  if (node.body !== undefined) visit(node.body, within);
}
