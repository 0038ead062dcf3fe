import type { Definition, StateGraph } from '../../definition.ts';
import type { WorkflowDefinition } from '../construct.ts';
import type { Source } from '../expression.ts';
import { printJsonataState, type Printing } from './jsonata-state.ts';
import type { Received } from './iteration-input.ts';
import { link } from './link.ts';
import { isComposite, type LinkedGraph, type LinkedPlain, type LinkedState } from './linked.ts';
import { present } from './present.ts';
import { VariableNames } from './variable-names.ts';

/**
 * A workflow in JSONata. The rule of its data flow: a result that something reads is assigned to a variable named after
 * its state; the execution's input is read from the context object; an iteration's input is `$states.input` in its
 * first state and a variable in the others; Output appears only where a graph ends.
 */
export function jsonataDefinition({ root, comment, timeoutSeconds }: WorkflowDefinition): Definition {
  const { graph, names, used } = link(root);
  const fixed = { names, used, variables: new VariableNames(names), holders: new Map() };
  return {
    ...present({ Comment: comment, QueryLanguage: 'JSONata' as const, TimeoutSeconds: timeoutSeconds }),
    ...printAll(graph, fixed),
  };
}

/** An assignment may itself read variables, so printing is repeated until no further variable turns out to be read. */
function printAll(graph: LinkedGraph, fixed: Omit<Printing, 'assigned' | 'read' | 'printGraph'>): StateGraph {
  let assigned: ReadonlySet<Source> = new Set();
  for (;;) {
    const read = new Set<Source>();
    const printed = printGraph(graph, { ...fixed, assigned, read, printGraph }, []);
    if (read.size === assigned.size) return printed;
    assigned = read;
  }
}

function printGraph(linked: LinkedGraph, printing: Printing, around: readonly Received[]): StateGraph {
  const { startAt, states } = withHolder(linked, printing);
  const printed = states.map((state) => {
    const isFirst = state.name === startAt || state.name === linked.startAt;
    const inInput = isFirst ? { received: linked.received, around } : { received: [], around: [] };
    return [state.name, printJsonataState({ state, ...inInput, printing })];
  });
  return { StartAt: startAt, States: Object.fromEntries(printed) as StateGraph['States'] };
}

/**
 * Deep inside a Parallel or Map that begins an iteration the iteration's input cannot be read any more, and no state
 * before could have assigned it: a Pass that does is put before.
 */
function withHolder(graph: LinkedGraph, printing: Printing): LinkedGraph {
  const start = graph.states.find((state) => state.name === graph.startAt);
  if (!start || !isComposite(start) || !graph.received.some((part) => printing.assigned.has(part.source)))
    return graph;
  const holder = printing.holders.get(start) ?? holderBefore(start, printing);
  printing.holders.set(start, holder);
  return { ...graph, startAt: holder.name, states: [holder, ...graph.states] };
}

function holderBefore(start: LinkedState, { names }: Printing): LinkedPlain {
  const parts = { name: `${start.name}Input`, comment: undefined };
  return {
    ...parts,
    kind: 'plain',
    name: names.of(parts),
    construct: {
      ...parts,
      kind: 'pass',
      source: { kind: 'result', label: parts.name, home: undefined },
      output: undefined,
    },
    after: { next: start.name, bindings: [], output: undefined },
    catchers: [],
    graphs: [],
  };
}
