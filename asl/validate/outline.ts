import type { QueryLanguage, StateType } from '../definition.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Graph, Machine, Part, State } from './machine.ts';
import { mentionsIn } from './mentions.ts';
import { partShapes } from './part-shapes.ts';
import { at, type Place, root } from './place.ts';
import { readTransitions } from './read-transitions.ts';
import { fieldOf, type Shape, type ShapeName, type Value } from './shape.ts';
import { stateShapes } from './state-shapes.ts';
import { variablesAtEntry } from './variable-flow.ts';

export function outline(definition: JsonObject, type: 'STANDARD' | 'EXPRESS'): Machine {
  const survey = new Survey(definition, type);
  survey.visitPart('Machine', definition, root, undefined);
  return survey;
}

/** The shape of a state by its Type; undefined where there is none. */
export function stateTypeOf(value: Json | undefined): StateType | undefined {
  return typeof value === 'string' && Object.hasOwn(stateShapes, value) ? (value as StateType) : undefined;
}

/** The entries of the field `States`; none where it is not an object. */
export function statesOf(graph: JsonObject): [string, Json][] {
  return isJsonObject(graph['States']) ? Object.entries(graph['States']) : [];
}

/** One walk through a definition, in document order. */
class Survey implements Machine {
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly language: QueryLanguage;
  readonly fields: JsonObject;
  readonly graphs: Graph[] = [];
  readonly states: State[] = [];
  readonly parts: Part[] = [];
  #mentions: Machine['mentions'] | undefined;
  #variables: Machine['variables'] | undefined;

  constructor(definition: JsonObject, type: 'STANDARD' | 'EXPRESS') {
    this.type = type;
    this.fields = definition;
    this.language = languageOf(definition, 'JSONPath');
  }

  /** Compiled when the first rule asks for them. */
  get mentions(): Machine['mentions'] {
    this.#mentions ??= mentionsIn(this.parts);
    return this.#mentions;
  }

  /** Followed when the first rule asks for them. */
  get variables(): Machine['variables'] {
    this.#variables ??= variablesAtEntry(this);
    return this.#variables;
  }

  visitPart(name: ShapeName, fields: JsonObject, place: Place, owner: State | undefined): void {
    const shape: Shape = partShapes[name];
    this.#add({ name, shape, place, fields, language: owner?.language ?? this.language, state: owner });
    if ('States' in shape.fields) this.#visitGraph(fields, place, owner);
  }

  /** Records a part, and visits the parts that its fields hold. */
  #add(part: Part): void {
    const numbered: Part = { ...part, place: { ...part.place, order: this.parts.length } };
    this.parts.push(numbered);
    for (const [field, inner] of Object.entries(numbered.fields)) {
      const value = fieldOf(part.shape, field);
      if (value !== undefined) this.#visitField(value, inner, at(numbered.place, field), part.state);
    }
  }

  #visitField(value: Value, inner: Json, place: Place, owner: State | undefined): void {
    if (value.is === 'part' && isJsonObject(inner)) this.visitPart(value.shape, inner, place, owner);
    if (value.is === 'parts' && Array.isArray(inner)) {
      for (const [index, item] of inner.entries()) {
        if (isJsonObject(item)) this.visitPart(value.shape, item, at(place, index), owner);
      }
    }
  }

  #visitGraph(fields: JsonObject, place: Place, owner: State | undefined): void {
    const states = new Map<string, State>();
    const graph: Graph = { place, fields, states, owner, ...this.#executionOf(fields, owner) };
    this.graphs.push(graph);
    for (const [name, state] of statesOf(fields)) {
      if (isJsonObject(state)) states.set(name, this.#visitState(name, state, graph));
    }
  }

  #visitState(name: string, fields: JsonObject, graph: Graph): State {
    const place: Place = { ...at(graph.place, 'States', name), order: this.parts.length, state: name };
    const type = stateTypeOf(fields['Type']);
    const language = languageOf(fields, this.language);
    const transitions = readTransitions(fields, place);
    const state: State = { name, place, fields, type, language, graph, transitions };
    this.states.push(state);
    if (type !== undefined) {
      this.#add({ name: type, shape: stateShapes[type], place, fields, language: state.language, state });
    }
    return state;
  }

  /** A Distributed Map starts an execution for each batch, of the type that its ProcessorConfig names. */
  #executionOf(fields: JsonObject, owner: State | undefined): Pick<Graph, 'distributed' | 'express'> {
    const config = isJsonObject(fields['ProcessorConfig']) ? fields['ProcessorConfig'] : {};
    const distributed = config['Mode'] === 'DISTRIBUTED';
    const outer = owner?.graph.express ?? this.type === 'EXPRESS';
    return { distributed, express: distributed ? config['ExecutionType'] === 'EXPRESS' : outer };
  }
}

/**
 * A state without QueryLanguage has the machine's, however deep it is nested. A value that is neither of the two
 * counts as JSONata, as measured on AWS.
 */
function languageOf(fields: JsonObject, inherited: QueryLanguage): QueryLanguage {
  if (!Object.hasOwn(fields, 'QueryLanguage')) return inherited;
  return fields['QueryLanguage'] === 'JSONPath' ? 'JSONPath' : 'JSONata';
}
