import type { Definition, StateType } from '../definition.ts';
import type { JsonObject } from '../json.ts';
import { conditionInWords } from './words/condition.ts';
import { detailOf, type DrawnType } from './words/detail.ts';
import { errorsInWords, retrierInWords, type Retry } from './words/error-words.ts';
import { fieldsOf, listIn, nestedScopes, objectIn, textIn } from './words/fields.ts';
import { taskOf, type Task } from './words/task.ts';

/**
 * The one model behind every drawing of a definition: plain data, in document order, safe to make JSON of. It is
 * built from any JSON object, valid or not: what a definition lacks is shown as broken, and nothing here throws.
 *
 * Terms. A *scope* is one set of states with an entry: the machine, a Parallel branch, what a Map runs for each item
 * (`StateGraph` in the definition). A *path* names a place in the document, `/States/Fan/Branches[0]/States/Left`;
 * it is unique even where state names are not.
 */
export interface Graph {
  /** The definition's Comment. */
  readonly comment: string | undefined;
  readonly scope: GraphScope;
}

export interface GraphScope {
  readonly path: string;
  /** Where an execution of this scope begins; broken where StartAt is absent or names no state. */
  readonly start: Target;
  readonly states: readonly GraphState[];
  readonly transitions: readonly Transition[];
}

export interface GraphState {
  readonly path: string;
  readonly name: string;
  readonly type: DrawnType;
  readonly comment: string | undefined;
  /** One line under the name: the service and action of a task, how long a Wait waits, the error of a Fail. */
  readonly detail: string;
  readonly task: Task | undefined;
  /** The scope may end here: `End`, Succeed and Fail. */
  readonly terminal: boolean;
  readonly retries: readonly Retry[];
  /** Parallel: its branches. Map: the one scope that it runs for each item. */
  readonly scopes: readonly GraphScope[];
  readonly distributed: boolean;
}

/** Where a transition leads. A broken one names no state of its scope; its name is empty where the field is absent. */
export interface Target {
  readonly name: string;
  readonly broken: boolean;
}

export interface Transition {
  /** Its place in the document: `/States/Check/Choices[0]`, `/States/Charge/Catch[1]`, `/States/Check/Next`. */
  readonly path: string;
  readonly type: 'Next' | 'Choice' | 'Default' | 'Catch';
  readonly from: string;
  readonly to: Target;
  /** A choice rule's condition or the errors of a catcher, in words; empty for Next. */
  readonly label: string;
}

export function graph(definition: Definition | JsonObject): Graph {
  const document = definition as JsonObject;
  return { comment: textIn(document, 'Comment'), scope: scopeOf(document, '') };
}

function scopeOf(document: JsonObject, path: string): GraphScope {
  const states = objectIn(document, 'States');
  const names = Object.keys(states);
  const targetOf = (name: string | undefined): Target => ({
    name: name ?? '',
    broken: name === undefined || !names.includes(name),
  });
  return {
    path,
    start: targetOf(textIn(document, 'StartAt')),
    states: names.map((name) => stateOf(name, fieldsOf(states[name]), `${path}/States/${name}`)),
    transitions: names.flatMap((name) =>
      transitionsOf(name, fieldsOf(states[name]), `${path}/States/${name}`, targetOf),
    ),
  };
}

const stateTypes: ReadonlySet<string> = new Set([
  'Pass',
  'Task',
  'Choice',
  'Wait',
  'Succeed',
  'Fail',
  'Parallel',
  'Map',
] satisfies StateType[]);

function stateOf(name: string, fields: JsonObject, path: string): GraphState {
  const declared = textIn(fields, 'Type') ?? '';
  const type = stateTypes.has(declared) ? (declared as StateType) : 'Unknown';
  const scopes = nestedScopes(fields).map(({ document, place }) => scopeOf(document, path + place));
  const distributed =
    objectIn(objectIn(fields, 'ItemProcessor'), 'ProcessorConfig')['Mode'] === 'DISTRIBUTED';
  return {
    path,
    name,
    type,
    comment: textIn(fields, 'Comment'),
    detail: detailOf(type, fields, name),
    task: type === 'Task' ? taskOf(fields) : undefined,
    terminal: type === 'Succeed' || type === 'Fail' || fields['End'] === true,
    retries: listIn(fields, 'Retry').map((retrier) => retrierInWords(fieldsOf(retrier))),
    scopes,
    distributed,
  };
}

type TargetOf = (name: string | undefined) => Target;

/** Every way out of a state, in the order in which the interpreter considers them: rules, Default or Next, catchers. */
function transitionsOf(from: string, fields: JsonObject, path: string, targetOf: TargetOf): Transition[] {
  const choices = listIn(fields, 'Choices').map(fieldsOf);
  const catchers = listIn(fields, 'Catch').map(fieldsOf);
  return [
    ...choices.map((rule, index): Transition => {
      const to = targetOf(textIn(rule, 'Next'));
      return { path: `${path}/Choices[${index}]`, type: 'Choice', from, to, label: conditionInWords(rule) };
    }),
    ...onwards(from, fields, path, targetOf),
    ...catchers.map((catcher, index): Transition => {
      const to = targetOf(textIn(catcher, 'Next'));
      const label = errorsInWords(catcher['ErrorEquals']);
      return { path: `${path}/Catch[${index}]`, type: 'Catch', from, to, label };
    }),
  ];
}

function onwards(from: string, fields: JsonObject, path: string, targetOf: TargetOf): Transition[] {
  const type = fields['Type'];
  if (type === 'Choice') {
    const to = targetOf(textIn(fields, 'Default'));
    return to.name === '' ? [] : [{ path: `${path}/Default`, type: 'Default', from, to, label: 'otherwise' }];
  }
  if (type === 'Succeed' || type === 'Fail' || fields['End'] === true) return [];
  return [{ path: `${path}/Next`, type: 'Next', from, to: targetOf(textIn(fields, 'Next')), label: '' }];
}
