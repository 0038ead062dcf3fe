import type { Expression, Path, Source } from '../expression.ts';
import { constantOf, pathText } from './json-path-expression.ts';
import type { Binding, LinkedGraph, LinkedState } from './linked.ts';
import type { VariableNames } from './variable-names.ts';

/**
 * Where each source stands in the document that the states hand on. Everything bound is under `$.results`, so that it
 * meets no field of the input; a Lambda result is kept with its `Payload` around it, and what an intrinsic function
 * computes with a `value` around it, for neither can be taken out in the same state.
 */
export class Layout {
  readonly #names: VariableNames;
  readonly #inner = new Map<Source, string>();
  readonly #computed = new Map<string, Source>();

  constructor(names: VariableNames, graph: LinkedGraph) {
    this.#names = names;
    this.#read(graph);
  }

  /** The reference path that a value of the source is written to. */
  placeOf(source: Source): string {
    return `$.results.${this.#names.of(source)}`;
  }

  keyOf(source: Source): string {
    return this.#names.of(source);
  }

  /** The path from which the value is read. */
  locate(source: Source, path: Path): string {
    if (source.kind === 'context') return pathText(`$$.${source.label}`, path);
    if (source.kind === 'input') return pathText('$$.Execution.Input', path);
    const wrapper = this.#inner.get(source);
    return pathText(this.placeOf(source), wrapper === undefined ? path : [wrapper, ...path]);
  }

  /** The field in which the value is wrapped at its place, whoever writes it. */
  wrapperOf(source: Source): string | undefined {
    return this.#inner.get(source);
  }

  /** The source of something that is computed on the way: the same for every printing. */
  computedSource(label: string, value: Expression): Source {
    const source = this.#computed.get(label) ?? { kind: 'variable', label, home: undefined };
    this.#computed.set(label, source);
    this.note({ source, value });
    return source;
  }

  /** Notes how a value will be written. */
  note({ source, value }: Binding): void {
    if (isComputed(value) && fieldSet({ source, value }) === undefined) this.#inner.set(source, 'value');
  }

  #read(graph: LinkedGraph): void {
    for (const state of graph.states) {
      for (const binding of bindingsOf(state)) this.note(binding);
      if (state.kind === 'choice') continue;
      const { construct } = state;
      const field = construct.kind === 'task' ? construct.resultField : undefined;
      if (construct.kind === 'task' && field !== undefined) this.#inner.set(construct.source, field);
      if (construct.kind === 'pass' && construct.output) {
        this.note({ source: construct.source, value: construct.output });
      }
      for (const inner of state.graphs) this.#read(inner);
    }
  }
}

/** A Pass can write a path, a constant or an object as it is; the rest only as a field of an object. */
function isComputed(value: Expression): boolean {
  return value.kind === 'operation' || (value.kind === 'array' && constantOf(value) === undefined);
}

/** Every source that a graph binds, with those of the graphs inside it. */
export function boundIn(graph: LinkedGraph): readonly Source[] {
  return graph.states.flatMap((state) => [
    ...bindingsOf(state).map((binding) => binding.source),
    ...(state.kind === 'plain' ? state.graphs.flatMap(boundIn) : []),
  ]);
}

function bindingsOf(state: LinkedState): readonly Binding[] {
  if (state.kind === 'choice') return [...state.rules, state.otherwise].flatMap((target) => target.bindings);
  return [...state.after.bindings, ...state.catchers.flatMap((catcher) => catcher.bindings)];
}

/** A binding that sets one field of its source: `merge(source, { key: value })`. */
export function fieldSet({
  source,
  value,
}: Binding): { readonly key: string; readonly value: Expression } | undefined {
  if (value.kind !== 'operation' || value.operator !== 'merge') return undefined;
  const [into, added] = value.operands;
  if (into?.kind !== 'source' || into.source !== source || added?.kind !== 'object') return undefined;
  const [[key, field] = [], ...more] = Object.entries(added.fields);
  return key !== undefined && field && more.length === 0 ? { key, value: field } : undefined;
}
