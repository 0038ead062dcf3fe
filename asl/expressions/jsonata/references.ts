import { mergeReferences, type References, referencesTo } from '../expression.ts';
import { type AstNode, childNodes } from './ast.ts';
import { isBuiltinFunction } from './builtin-names.ts';

/** Where a node stands. */
interface Surroundings {
  /** The names bound so far around the node; `:=` adds to them. */
  readonly bound: Set<string>;
  /** Whether names are members of the document, of which AWS has none: everything is in `$states` and variables. */
  readonly atTopLevel: boolean;
}

/** What an expression mentions. */
export function referencesOf(ast: AstNode): References {
  return visit(ast, { bound: new Set(['', 'states']), atTopLevel: true });
}

function visit(node: AstNode, around: Surroundings): References {
  switch (node.type) {
    case 'variable':
      return mergeReferences([ofVariable(String(node.value), around), visitChildren(node, around)]);
    case 'name':
      return mergeReferences([ofName(String(node.value), around), visitChildren(node, around)]);
    case 'path':
      return ofPath(node, around);
    case 'block':
      return visitChildren(node, inner(around));
    case 'bind':
      return ofBinding(node, around);
    case 'lambda':
      return ofLambda(node, around);
    default:
      return visitChildren(node, around);
  }
}

/** Filters and groupings look at what the node selects, and no longer at the document. */
const lookingFurther: ReadonlySet<string> = new Set(['stages', 'predicate', 'group', 'terms']);

function visitChildren(node: AstNode, around: Surroundings): References {
  return mergeReferences(
    childNodes(node).map(([member, child]) =>
      visit(child, lookingFurther.has(member) ? { ...around, atTopLevel: false } : around),
    ),
  );
}

function inner(around: Surroundings): Surroundings {
  return { ...around, bound: new Set(around.bound) };
}

function ofVariable(name: string, { bound }: Surroundings): References {
  if (name === '$') return referencesTo({ topLevelNames: ['$$'] });
  if (bound.has(name)) return referencesTo({});
  return isBuiltinFunction(name) ? referencesTo({ functions: [name] }) : referencesTo({ variables: [name] });
}

function ofName(name: string, { atTopLevel }: Surroundings): References {
  return atTopLevel ? referencesTo({ topLevelNames: [name] }) : referencesTo({});
}

function ofPath(node: AstNode, around: Surroundings): References {
  const steps = node.steps ?? [];
  const within = inner(around);
  const [first, second] = steps;
  const ofStates = first?.type === 'variable' && first.value === 'states' && second?.type === 'name';
  return mergeReferences([
    ...(ofStates ? [referencesTo({ statesFields: [String(second.value)] })] : []),
    ...steps.map((step, position) => {
      for (const name of [step.focus, step.index]) if (name !== undefined) within.bound.add(name);
      return visit(step, position === 0 ? within : { ...within, atTopLevel: false });
    }),
    ...childNodes(node)
      .filter(([member]) => member !== 'steps')
      .map(([, child]) => visit(child, { ...within, atTopLevel: false })),
  ]);
}

/** A function may call itself by the name it is bound to; another value does not see that name yet. */
function ofBinding({ lhs, rhs }: AstNode, around: Surroundings): References {
  const name = String((lhs as AstNode).value);
  if (rhs === undefined) return referencesTo({});
  if (rhs.type === 'lambda') around.bound.add(name);
  const references = visit(rhs, around);
  around.bound.add(name);
  return references;
}

function ofLambda(node: AstNode, around: Surroundings): References {
  const within = inner(around);
  for (const parameter of node.arguments ?? []) within.bound.add(String(parameter.value));
  return node.body === undefined ? referencesTo({}) : visit(node.body, within);
}
