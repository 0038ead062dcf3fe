import type { Graph, GraphScope, GraphState, Target, Transition } from './graph.ts';
import type { DrawnType } from './words/detail.ts';
import { entryOf } from './words/fields.ts';

/**
 * The graph as the text of a Mermaid flowchart (mermaid.js.org/syntax/flowchart.html), for places that draw Mermaid by
 * themselves: GitHub, GitLab, most wikis. Names and conditions only ever appear as quoted text; what the diagram calls
 * its boxes are numbers of ours, because Mermaid gives a meaning to words like `end`.
 */
export interface MermaidOptions {
  /** Extra lines of a class by state name, written as Mermaid's `style` fields: `stroke:#15803d,stroke-width:3px`. */
  readonly styles?: { readonly [stateName: string]: string };
  /** What stands before a state's name: a sign such as `+` or `−`. */
  readonly signs?: { readonly [stateName: string]: string };
  /** The style of a transition's line, by the path of the transition. */
  readonly lines?: { readonly [path: string]: string };
}

export function toMermaid(graph: Graph, options: MermaidOptions = {}): string {
  const ids = idsOf(graph.scope);
  const lines = [
    'flowchart TD',
    ...indented(scopeLines(graph.scope, { ids, options })),
    ...indented(classLines()),
    ...indented(styleLines(graph.scope, { ids, options })),
    ...indented(linkStyleLines(graph.scope, options)),
  ];
  return `${lines.join('\n')}\n`;
}

interface Context {
  /** By the path of a scope or a state, in document order. */
  readonly ids: ReadonlyMap<string, string>;
  readonly options: MermaidOptions;
}

function idsOf(scope: GraphScope): ReadonlyMap<string, string> {
  const paths = allPaths(scope);
  return new Map(paths.map((path, index) => [path, `s${index}`]));
}

function allPaths(scope: GraphScope): readonly string[] {
  return [scope.path, ...scope.states.flatMap((state) => [state.path, ...state.scopes.flatMap(allPaths)])];
}

function scopeLines(scope: GraphScope, context: Context): readonly string[] {
  const id = idOf(scope.path, context);
  const terminals = scope.states.filter((state) => state.terminal && !endsByShape(state));
  return [
    `${id}start((" ")):::mark`,
    ...(terminals.length > 0 ? [`${id}end(((" "))):::mark`] : []),
    ...scope.states.flatMap((state) => stateLines(state, context)),
    `${id}start --> ${targetId(scope.start, scope, context)}`,
    ...scope.transitions.map((transition) => transitionLine(transition, scope, context)),
    ...terminals.map((state) => `${idOf(state.path, context)} --> ${id}end`),
    ...brokenLines(scope, context),
  ];
}

function endsByShape(state: GraphState): boolean {
  return state.type === 'Succeed' || state.type === 'Fail';
}

/** The brackets that make a box's shape. */
const shapes: { readonly [type in DrawnType]: readonly [open: string, close: string] } = {
  Task: ['[', ']'],
  Pass: ['[/', '/]'],
  Choice: ['{', '}'],
  Wait: ['([', '])'],
  Succeed: ['([', '])'],
  Fail: ['([', '])'],
  Parallel: ['[', ']'],
  Map: ['[[', ']]'],
  Unknown: ['[', ']'],
};

function stateLines(state: GraphState, context: Context): readonly string[] {
  const id = idOf(state.path, context);
  const words = [
    `${signOf(state, context)}${state.name}`,
    state.detail,
    ...state.retries.map((retry) => retry.words),
  ].filter((line) => line !== '');
  const label = quoted(words.join('\n'));
  if (state.scopes.length > 0) return containerLines(state, id, label, context);
  const [open, close] = shapes[state.type];
  return [`${id}${open}${label}${close}:::${state.type.toLowerCase()}`];
}

/** A Parallel with several branches has a box in its box for each of them. */
function containerLines(state: GraphState, id: string, label: string, context: Context): readonly string[] {
  const inner =
    state.scopes.length === 1
      ? state.scopes.flatMap((scope) => scopeLines(scope, context))
      : state.scopes.flatMap((scope, index) => [
          `subgraph ${idOf(scope.path, context)}[${quoted(`branch ${index + 1}`)}]`,
          ...indented(scopeLines(scope, context)),
          'end',
        ]);
  return [`subgraph ${id}[${label}]`, ...indented(inner), 'end', `class ${id} ${state.type.toLowerCase()}`];
}

function signOf(state: GraphState, { options }: Context): string {
  const sign = entryOf(options.signs, state.name);
  return sign === undefined ? '' : `${sign} `;
}

function transitionLine(transition: Transition, scope: GraphScope, context: Context): string {
  const from = stateId(transition.from, scope, context);
  const to = targetId(transition.to, scope, context);
  const arrow = transition.type === 'Catch' ? '-.->' : '-->';
  return transition.label === ''
    ? `${from} ${arrow} ${to}`
    : `${from} ${arrow}|${quoted(transition.label)}| ${to}`;
}

function targetId(target: Target, scope: GraphScope, context: Context): string {
  if (!target.broken) return stateId(target.name, scope, context);
  return `${idOf(scope.path, context)}broken${brokenNames(scope).indexOf(target.name)}`;
}

function stateId(name: string, scope: GraphScope, context: Context): string {
  return idOf(scope.states.find((state) => state.name === name)?.path ?? '', context);
}

function brokenNames(scope: GraphScope): readonly string[] {
  const targets = [scope.start, ...scope.transitions.map((transition) => transition.to)];
  return [...new Set(targets.filter((target) => target.broken).map((target) => target.name))];
}

function brokenLines(scope: GraphScope, context: Context): readonly string[] {
  return brokenNames(scope).map(
    (name, index) =>
      `${idOf(scope.path, context)}broken${index}[${quoted(name === '' ? 'leads nowhere' : `missing: ${name}`)}]:::fail`,
  );
}

/** Fill, stroke and text are all given, so that the boxes are readable on a dark page as well. */
const classes: { readonly [name: string]: string } = {
  task: 'fill:#e9f0fe,stroke:#2563eb,color:#16202f',
  pass: 'fill:#eef1f5,stroke:#64748b,color:#16202f',
  choice: 'fill:#fdf3e1,stroke:#b45309,color:#16202f',
  wait: 'fill:#e3f5f9,stroke:#0e7490,color:#16202f',
  succeed: 'fill:#e6f6ec,stroke:#15803d,color:#16202f',
  fail: 'fill:#fdecec,stroke:#c62828,color:#16202f',
  parallel: 'fill:#f4effe,stroke:#7c3aed,color:#16202f',
  map: 'fill:#fdeef6,stroke:#be2d83,color:#16202f',
  unknown: 'fill:#fdecec,stroke:#c62828,color:#16202f',
  mark: 'fill:#8a96aa,stroke:#8a96aa,color:#8a96aa',
};

function classLines(): readonly string[] {
  return Object.entries(classes).map(([name, style]) => `classDef ${name} ${style}`);
}

function styleLines(scope: GraphScope, context: Context): readonly string[] {
  return scope.states.flatMap((state) => {
    const style = entryOf(context.options.styles, state.name);
    const own = style === undefined ? [] : [`style ${idOf(state.path, context)} ${style}`];
    return [...own, ...state.scopes.flatMap((nested) => styleLines(nested, context))];
  });
}

/** Mermaid counts links in the order of the text: per scope, the start first, then the transitions, then the ends. */
function linkStyleLines(scope: GraphScope, { lines = {} }: MermaidOptions): readonly string[] {
  return linkPaths(scope).flatMap((path, index) => {
    const style = lines[path];
    return style === undefined ? [] : [`linkStyle ${index} ${style}`];
  });
}

function linkPaths(scope: GraphScope): readonly string[] {
  const ends = scope.states.filter((state) => state.terminal && !endsByShape(state));
  return [
    ...scope.states.flatMap((state) => state.scopes.flatMap(linkPaths)),
    'start',
    ...scope.transitions.map((transition) => transition.path),
    ...ends.map(() => 'end'),
  ];
}

function idOf(path: string, { ids }: Context): string {
  return ids.get(path) ?? 'unknown';
}

/** Characters that have a meaning to Mermaid even inside quotes: of HTML, Markdown, TeX (`$$`) and its own references. */
const meaningful = /[#"<>&`*$\\]/g;

/** A line that begins like an item of a list would become one: `1. Check`, `- Check`; `fa:fa-car` would be an icon. */
const meaningfulHere = /(?<=^\s*\d+)\.(?=\s)|(?<=^\s*)[-+](?=\s)|(?<=\bfa\w?):(?=fa-)/gm;

function quoted(text: string): string {
  const plain = text.replaceAll(meaningful, reference).replaceAll(meaningfulHere, reference);
  return `"${plain.replaceAll('\n', '<br>')}"`;
}

/** Mermaid's way to write a character without its meaning. */
function reference(character: string): string {
  return `#${character.charCodeAt(0)};`;
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
