import type { State, StateGraph } from '../../definition.ts';
import type { JsonObject } from '../../json.ts';
import { object, replaceIn, sourceOf, type Expression, type Path, type Source } from '../expression.ts';
import type { Received } from './iteration-input.ts';
import { constantOf, isPath, jsonPathTemplate, jsonPathText, pathText } from './json-path-expression.ts';
import { fieldSet, type Layout } from './json-path-layout.ts';
import type { Binding, LinkedGraph, Target } from './linked.ts';
import type { StateNames } from './names.ts';

/** One graph while it is being printed. */
export interface Writing {
  readonly workflow: string;
  readonly names: StateNames;
  /** The sources whose values somebody reads. */
  readonly used: ReadonlySet<Source>;
  readonly layout: Layout;
  readonly printGraph: (graph: LinkedGraph, outer: Writing) => PrintedGraph;
  /** What the service puts into the input of a batch, and where. */
  readonly received: readonly Received[];
  /** What a state is called that is added to give the graph's output. */
  readonly endName: string;
  readonly states: [string, State][];
  /** The Pass states that bind on the way to somewhere, by what they do. */
  readonly passes: Map<string, string>;
  /** By the name of a state, the Pass that computes something for it first. */
  readonly entries: Map<string, string>;
  /** The Pass states that compute something for a state. */
  readonly computing: Set<string>;
  /** What this graph reads. */
  readonly read: Set<Source>;
  /** What any graph of the definition reads. */
  readonly everRead: Set<Source>;
  readonly bound: Set<Source>;
}

export interface PrintedGraph {
  readonly graph: StateGraph;
  /** What it reads and does not bind itself. */
  readonly free: readonly Source[];
}

/** The path of a source's value. */
export function locate(writing: Writing, source: Source, path: Path): string {
  const received = writing.received.find((one) => one.source === source);
  if (received) writing.everRead.add(source);
  if (received) return pathText('$', [...received.path, ...path]);
  noteRead(writing, source);
  return writing.layout.locate(source, path);
}

/** The path of all that is kept of a source. */
export function placeOf(writing: Writing, source: Source): string {
  const received = writing.received.find((one) => one.source === source);
  if (received) return pathText('$', received.path);
  noteRead(writing, source);
  return writing.layout.placeOf(source);
}

function noteRead(writing: Writing, source: Source): void {
  if (source.kind === 'context' || source.kind === 'input') return;
  writing.read.add(source);
  writing.everRead.add(source);
}

/** Where to go so that the bindings are made on the way: straight on, or through a Pass for each. */
export function via(writing: Writing, { next, bindings }: Target): string {
  return bindings
    .filter((binding) => writing.used.has(binding.source))
    .flatMap((binding) => withParts(writing, binding))
    .reduceRight((further, binding) => passFor(writing, binding, further), next);
}

/** A binding after those of the objects that it computes with. */
function withParts({ layout }: Writing, { source, value }: Binding): readonly Binding[] {
  if (fieldSet({ source, value })) return [{ source, value }];
  const parts: Binding[] = [];
  const computed = withComputed(value, (part) => {
    const added = layout.computedSource(`${layout.keyOf(source)}Part${parts.length + 1}`, part);
    parts.push({ source: added, value: part });
    return sourceOf(added);
  });
  return [...parts, { source, value: computed }];
}

/** Different ways that bind the same on the way to the same share their Pass. */
function passFor(writing: Writing, binding: Binding, next: string): string {
  const fields = bindingFields(writing, binding);
  const identity = JSON.stringify([fields, next]);
  const known = writing.passes.get(identity);
  if (known) return known;
  const key = writing.layout.keyOf(binding.source);
  const name = writing.names.of({
    name: `Set${key.charAt(0).toUpperCase()}${key.slice(1)}`,
    comment: undefined,
  });
  writing.passes.set(identity, name);
  writing.states.push([name, { Type: 'Pass', ...fields, Next: next }]);
  return name;
}

/** The fields of a Pass that writes a value to the place of its source. */
export function bindingFields(writing: Writing, { source, value }: Binding): JsonObject {
  const ResultPath = resultPath(writing, { source, value });
  const set = fieldSet({ source, value });
  if (set) return { ...valueFields(writing, set.value), ResultPath };
  const wrapper = writing.layout.wrapperOf(source);
  const written = wrapper === undefined ? value : object({ [wrapper]: value });
  return { ...valueFields(writing, written), ResultPath };
}

/** Where a binding writes. */
export function resultPath(writing: Writing, binding: Binding): string {
  writing.bound.add(binding.source);
  const place = writing.layout.placeOf(binding.source);
  const set = fieldSet(binding);
  return set ? pathText(place, [set.key]) : place;
}

/** The fields that make a value the result of a Pass. */
export function valueFields(writing: Writing, value: Expression): JsonObject {
  const at = (source: Source, path: Path) => locate(writing, source, path);
  const constant = constantOf(value);
  if (constant !== undefined) return { Result: constant };
  if (isPath(value)) return { InputPath: jsonPathText(value, at) };
  if (value.kind === 'object') return { Parameters: jsonPathTemplate(value.fields, at) };
  return { Parameters: jsonPathTemplate({ value }, at) };
}

/** Objects that an intrinsic function takes must be in the document: each is bound first, by the Pass that `compute` makes. */
export function withComputed(expression: Expression, compute: (part: Expression) => Expression): Expression {
  return replaceIn(expression, (one) => {
    if (one.kind !== 'operation') return undefined;
    const operands = one.operands.map((operand) => {
      const inside = withComputed(operand, compute);
      return inside.kind === 'object' ? compute(inside) : inside;
    });
    return { ...one, operands };
  });
}
