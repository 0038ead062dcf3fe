import type { QueryLanguage, StateType } from '../definition.ts';
import type { Expression } from '../expressions/expression.ts';
import type { Path } from '../expressions/json-path/path.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Place } from './place.ts';
import type { PathKind, Shape, ShapeName, Value } from './shape.ts';

/**
 * A definition taken apart, whatever it looks like: what is not there is left out, and the rules say so.
 *
 * - *machine*: the whole document;
 * - *graph*: a set of states with a StartAt: the machine's own, a Parallel's branch, a Map's processor;
 * - *part*: an object whose fields a shape describes: the machine, a state, a retrier, a choice rule …;
 * - *field*: a field of a part that may stand there, with what its shape says of it;
 * - *mention*: a text that is a path, an intrinsic function or a JSONata expression.
 */
export interface Machine {
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly language: QueryLanguage;
  readonly fields: JsonObject;
  /** The first is the machine's own, unless it has no States. */
  readonly graphs: readonly Graph[];
  readonly states: readonly State[];
  readonly parts: readonly Part[];
  readonly mentions: readonly Mention[];
  readonly assignments: readonly Assignment[];
  /** The variables that are set, on every path, when a state is entered. */
  readonly variables: ReadonlyMap<State, ReadonlySet<string>>;
}

export interface Graph {
  /** The object that holds StartAt and States. */
  readonly place: Place;
  readonly fields: JsonObject;
  readonly states: ReadonlyMap<string, State>;
  /** The Parallel or Map that the graph belongs to. */
  readonly owner: State | undefined;
  /** The graph runs as executions of its own: the processor of a Distributed Map. */
  readonly distributed: boolean;
  readonly express: boolean;
}

export interface State {
  readonly name: string;
  readonly place: Place;
  readonly fields: JsonObject;
  /** Undefined when Type is missing or unknown. */
  readonly type: StateType | undefined;
  readonly language: QueryLanguage;
  readonly graph: Graph;
  /** Every way out, in the order of the fields. */
  readonly transitions: readonly Transition[];
}

/** One way out of a state (states-language.net/spec.html#transitions). */
export interface Transition {
  /** The name that the field holds, whether or not there is such a state. */
  readonly target: string;
  readonly place: Place;
  readonly by: 'Next' | 'Choice' | 'Default' | 'Catch';
}

export interface Part {
  readonly name: ShapeName | StateType;
  readonly shape: Shape;
  readonly place: Place;
  readonly fields: JsonObject;
  readonly language: QueryLanguage;
  /** The state that the part is, or is in. */
  readonly state: State | undefined;
  /** The fields that the shape has in the part's query language. */
  readonly known: readonly Field[];
  /** The fields that exist in the other query language alone. */
  readonly foreign: readonly Field[];
  /** The names of fields that the shape has not. */
  readonly unknown: readonly string[];
}

export interface Field {
  readonly name: string;
  readonly value: Json;
  readonly place: Place;
  readonly expected: Value;
}

/** One variable that an Assign sets. */
export interface Assignment {
  readonly name: string;
  readonly place: Place;
  readonly state: State;
}

export interface Mention {
  readonly part: Part;
  readonly place: Place;
  /** The field of the part that the expression stands in, at whatever depth. */
  readonly field: string;
  readonly text: string;
  /** What was to be compiled: a path of some kind, the value of a field that ends in `.$`, or JSONata. */
  readonly kind: PathKind | 'template' | 'jsonata';
  /** Undefined when the text cannot be compiled. */
  readonly expression: Expression | undefined;
  /** The expression, where it is a path. */
  readonly path: Path | undefined;
  readonly problem: ExpressionProblem | undefined;
}

export interface ExpressionProblem {
  readonly message: string;
  /** Where in the text. */
  readonly position: number;
}
