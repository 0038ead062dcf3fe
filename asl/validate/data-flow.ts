import { compilePath } from '../expressions/json-path/path.ts';
import type { Place } from '../expressions/json-path/place.ts';
import type { Json } from '../json.ts';
import { inputPlaceOf } from './input-reads.ts';
import {
  either,
  isSame,
  type Known,
  knownAt,
  knownFromJson,
  knownFromQuery,
  knownFromTemplate,
  knownObject,
  knownWith,
  nothingKnown,
} from './known-data.ts';
import type { Graph, Machine, State, Transition } from './machine.ts';
import { holderOf } from './transitions.ts';

/**
 * What is known of each state's input, following InputPath, Parameters, ResultSelector, ResultPath and OutputPath, or
 * in JSONata Arguments and Output (states-language.net/spec.html#filters). Whatever cannot be told is `anything`, so
 * that only what is certain is said.
 */
export function inputsAtEntry(machine: Pick<Machine, 'graphs'>): ReadonlyMap<State, Known> {
  const inputs = new Map<State, Known>();
  for (const graph of machine.graphs) {
    flowThrough(
      graph,
      graph.owner === undefined ? nothingKnown : handedDown(graph, graph.owner, inputs),
      inputs,
    );
  }
  return inputs;
}

/** What Parameters, ItemsPath and the like read: the input after InputPath. */
export function effectiveInput(state: State, input: Known): Known {
  return selected(state.fields['InputPath'], input);
}

/** A state is looked at no more often; then its input counts as anything. */
const visitsMax = 10;

function flowThrough(graph: Graph, begin: Known, inputs: Map<State, Known>): void {
  const start = graph.fields['StartAt'];
  const first = typeof start === 'string' ? graph.states.get(start) : undefined;
  if (first === undefined) return;
  inputs.set(first, begin);
  const pending = [first];
  const visits = new Map<State, number>();
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    const count = (visits.get(state) ?? 0) + 1;
    visits.set(state, count);
    const input = count > visitsMax ? nothingKnown : (inputs.get(state) ?? nothingKnown);
    for (const transition of state.transitions) {
      const target = graph.states.get(transition.target);
      if (target === undefined) continue;
      const known = inputs.get(target);
      const arriving = passedOn(state, transition, input);
      const met = known === undefined ? arriving : either(known, arriving);
      if (known !== undefined && isSame(known, met)) continue;
      inputs.set(target, met);
      pending.push(target);
    }
  }
}

/** What a branch or an item begins with. */
function handedDown(graph: Graph, owner: State, inputs: ReadonlyMap<State, Known>): Known {
  const { fields, language, type } = owner;
  if (graph.distributed) return nothingKnown;
  const input = inputs.get(owner) ?? nothingKnown;
  if (language === 'JSONata') {
    const template = fields['ItemSelector'] ?? fields['Arguments'];
    if (template !== undefined) return evaluated(template, input);
    return type === 'Parallel' ? input : nothingKnown;
  }
  const template = fields['ItemSelector'] ?? fields['Parameters'];
  if (template !== undefined) return knownFromTemplate(template);
  return type === 'Parallel' ? effectiveInput(owner, input) : nothingKnown;
}

const errorOutput = knownObject([
  ['Error', nothingKnown],
  ['Cause', nothingKnown],
]);

function passedOn(state: State, transition: Transition, input: Known): Known {
  const holder = holderOf(state, transition);
  const isCaught = transition.by === 'Catch';
  if (state.language === 'JSONata') {
    if (holder['Output'] !== undefined) return evaluated(holder['Output'], input);
    return isCaught ? errorOutput : passedOnAsItIs(state, input);
  }
  if (isCaught) return merged(holder['ResultPath'], input, errorOutput);
  const { fields } = state;
  return selected(fields['OutputPath'], merged(fields['ResultPath'], input, resultOf(state, input)));
}

function passedOnAsItIs(state: State, input: Known): Known {
  return isPassing(state) && state.fields['Output'] === undefined ? input : nothingKnown;
}

/** Of expressions, those that read the input are followed. */
function evaluated(template: Json, input: Known): Known {
  return knownFromQuery(template, (text) => {
    const place = inputPlaceOf(text);
    return (place === undefined ? undefined : knownAt(input, place)) ?? nothingKnown;
  });
}

function isPassing({ type }: State): boolean {
  return type === 'Pass' || type === 'Choice' || type === 'Wait';
}

function resultOf(state: State, input: Known): Known {
  const { type, fields } = state;
  if (type === 'Pass' && fields['Result'] !== undefined) return knownFromJson(fields['Result']);
  if (type === 'Pass' && fields['Parameters'] !== undefined) return knownFromTemplate(fields['Parameters']);
  if (isPassing(state)) return effectiveInput(state, input);
  return fields['ResultSelector'] === undefined ? nothingKnown : knownFromTemplate(fields['ResultSelector']);
}

/** ResultPath: null drops the result, `$` or nothing replaces the input by it. */
function merged(path: Json | undefined, input: Known, result: Known): Known {
  if (path === null) return input;
  const place = path === undefined ? [] : placeOf(path);
  return place === undefined ? nothingKnown : knownWith(input, place, result);
}

/** InputPath and OutputPath: null selects `{}`. */
function selected(path: Json | undefined, known: Known): Known {
  if (path === undefined) return known;
  if (path === null) return knownObject([]);
  const place = placeOf(path);
  return (place === undefined ? undefined : knownAt(known, place)) ?? nothingKnown;
}

/** Where a path leads from `$`; undefined where that is not one place of the input. */
function placeOf(path: Json): Place | undefined {
  if (typeof path !== 'string' || !/^\$(?![$\w])/.test(path)) return undefined;
  try {
    return compilePath(path).place;
  } catch {
    // Another rule reports what cannot be compiled.
    return undefined;
  }
}
