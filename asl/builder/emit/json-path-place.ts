import type { JsonObject } from '../../json.ts';
import { sourceOf, type Expression } from '../expression.ts';
import { constantOf, Inexpressible, isPath, jsonPathTemplate, jsonPathText } from './json-path-expression.ts';
import { locate, withComputed, type Writing } from './json-path-writing.ts';
import type { Binding, LinkedState } from './linked.ts';

/** A state that is being printed, with what must be computed before it. */
export interface Place {
  readonly state: LinkedState;
  readonly writing: Writing;
  readonly computed: Binding[];
}

export function computing(place: Place, expression: Expression): Expression {
  return withComputed(expression, (part) => computed(place, part));
}

/** Has a value put into the document before the state, and yields where it then is. */
function computed({ state, writing, computed }: Place, value: Expression): Expression {
  const label = `${state.name}Value${computed.length === 0 ? '' : computed.length + 1}`;
  const source = writing.layout.computedSource(label, value);
  computed.push({ source, value });
  return sourceOf(source);
}

/** The path of a value; one that is computed is put into the document first. */
export function pathOf(place: Place, value: Expression): string {
  const at = isPath(value) ? value : computed(place, computing(place, value));
  return text(place, at);
}

export function text(place: Place, value: Expression): string {
  return jsonPathText(computing(place, value), (source, path) => locate(place.writing, source, path));
}

/** A field that takes a constant under its name, and a path under its name with Path. */
export function constantOrPath(place: Place, name: string, value: Expression | undefined): object {
  if (!value) return {};
  const constant = constantOf(value);
  return constant === undefined ? { [`${name}Path`]: pathOf(place, value) } : { [name]: constant };
}

/** A field that takes a constant under its name, and a path or intrinsic function under its name with Path. */
export function constantOrText(place: Place, name: string, value: Expression | undefined): object {
  if (!value) return {};
  const constant = constantOf(value);
  return constant === undefined ? { [`${name}Path`]: text(place, value) } : { [name]: constant };
}

export function template(place: Place, value: Expression): JsonObject {
  const made = computing(place, value);
  if (made.kind !== 'object') throw new Inexpressible('the parameters are no object that is written out');
  return jsonPathTemplate(made.fields, (source, path) => locate(place.writing, source, path));
}
