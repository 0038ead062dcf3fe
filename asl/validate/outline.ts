import type { QueryLanguage, StateType } from '../definition.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { assignmentsIn } from './assignments.ts';
import type { Field, Graph, Machine, Part, State } from './machine.ts';
import { mentionsIn } from './mentions.ts';
import { partShapes } from './part-shapes.ts';
import { at, type Place, root } from './place.ts';
import { machineLanguage, stateLanguage } from '../query-language.ts';
import { readTransitions } from './read-transitions.ts';
import { fieldOf, type ShapeName } from './shape.ts';
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

/** A part before its fields are sorted. */
type Unsorted = Omit<Part, 'known' | 'foreign' | 'unknown'>;

/** One walk through a definition, in document order. */
class Survey implements Machine {
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly language: QueryLanguage;
  readonly fields: JsonObject;
  readonly graphs: Graph[] = [];
  readonly states: State[] = [];
  readonly parts: Part[] = [];
  #mentions: Machine['mentions'] | undefined;
  #assignments: Machine['assignments'] | undefined;
  #variables: Machine['variables'] | undefined;

  constructor(definition: JsonObject, type: 'STANDARD' | 'EXPRESS') {
    this.type = type;
    this.fields = definition;
    this.language = machineLanguage(definition);
  }

  /** Compiled when the first rule asks for them. */
  get mentions(): Machine['mentions'] {
    this.#mentions ??= mentionsIn(this.parts);
    return this.#mentions;
  }

  get assignments(): Machine['assignments'] {
    this.#assignments ??= assignmentsIn(this.parts);
    return this.#assignments;
  }

  /** Followed when the first rule asks for them. */
  get variables(): Machine['variables'] {
    this.#variables ??= variablesAtEntry(this);
    return this.#variables;
  }

  visitPart(name: ShapeName, fields: JsonObject, place: Place, owner: State | undefined): void {
    const numbered = { ...place, order: this.parts.length };
    const shape = partShapes[name];
    const language = owner?.language ?? this.language;
    this.#add({ name, shape, place: numbered, fields, language, state: owner });
    if ('States' in shape.fields) this.#visitGraph(fields, numbered, owner);
  }

  /** Records a part, and visits the parts that its fields hold. */
  #add({ name, shape, place, fields, language, state }: Unsorted): void {
    const known: Field[] = [];
    const foreign: Field[] = [];
    const unknown: string[] = [];
    this.parts.push({ name, shape, place, fields, language, state, known, foreign, unknown });
    for (const field of Object.keys(fields)) {
      const expected = fieldOf(shape, field);
      if (expected === undefined) {
        unknown.push(field);
        continue;
      }
      const isForeign = expected.language !== undefined && expected.language !== language;
      const list = isForeign ? foreign : known;
      list.push({ name: field, value: fields[field] as Json, place: at(place, field), expected });
    }
    for (const field of known) this.#visitField(field, state);
  }

  #visitField({ expected, value, place }: Field, owner: State | undefined): void {
    if (expected.is === 'part' && isJsonObject(value)) this.visitPart(expected.shape, value, place, owner);
    if (expected.is === 'parts' && Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        if (isJsonObject(item)) this.visitPart(expected.shape, item, at(place, index), owner);
      }
    }
  }

  #visitGraph(fields: JsonObject, place: Place, owner: State | undefined): void {
    const states = new Map<string, State>();
    const graph: Graph = { place, fields, states, owner, ...this.#executionOf(fields, owner) };
    this.graphs.push(graph);
    const holder = at(place, 'States');
    for (const [name, state] of statesOf(fields)) {
      if (isJsonObject(state)) states.set(name, this.#visitState(name, state, graph, holder));
    }
  }

  #visitState(name: string, fields: JsonObject, graph: Graph, parent: Place): State {
    const place: Place = { parent, key: name, order: this.parts.length, state: name };
    const type = stateTypeOf(fields['Type']);
    const language = stateLanguage(fields, this.language);
    const transitions = readTransitions(fields, place);
    const state: State = { name, place, fields, type, language, graph, transitions };
    this.states.push(state);
    if (type !== undefined)
      this.#add({ name: type, shape: stateShapes[type], place, fields, language, state });
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
