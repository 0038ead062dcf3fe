import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { TaskError } from '../../../asl/builder/task-error.ts';
import type { WorkflowDefinition } from '../../../asl/builder/construct.ts';
import { emit } from '../../../asl/builder/emit/emit.ts';
import type { QueryLanguage } from '../../../asl/definition.ts';
import type { TaskReport, TaskRequest } from '../../../local/engine/task-request.ts';
import { runCore } from '../../support/core.ts';

/** What each task answers, by its name; a task that throws fails, a task that is not here echoes its payload. */
export type Answers = { readonly [task: string]: (payload: JsonObject, before: number) => Json };

export interface Ending {
  readonly status: string;
  readonly output: Json | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** The names of the tasks in the order of their starts. */
  readonly tasks: readonly string[];
}

interface Settings {
  readonly answers?: Answers;
  readonly queryLanguage?: QueryLanguage;
  /** What the first ItemReader finds. */
  readonly items?: readonly Json[];
}

/** Emits a workflow and executes it on the engine's core. */
export function execute(
  workflow: WorkflowDefinition,
  input: Json,
  { answers = {}, queryLanguage = 'JSONata', items = [] }: Settings = {},
): Ending {
  const tasks: string[] = [];
  const run = runCore(emittedOnce(workflow, queryLanguage), {
    input,
    readings: [{ type: 'read', page: { items, source: 's3://bucket/key', isLast: true } }],
    tasks: (task) => {
      const { name, payload } = calledBy(task);
      const before = tasks.filter((one) => one === name).length;
      tasks.push(name);
      return report(task, () => answers[name]?.(isJsonObject(payload) ? payload : {}, before) ?? payload);
    },
  });
  const { status, output, error, cause } = run.execution;
  return { status, output, error, cause, tasks };
}

const emissions = new WeakMap<WorkflowDefinition, Map<QueryLanguage, Json>>();

/** Properties execute the same workflow hundreds of times. */
function emittedOnce(workflow: WorkflowDefinition, queryLanguage: QueryLanguage): Json {
  const known = emissions.get(workflow) ?? new Map<QueryLanguage, Json>();
  const definition = known.get(queryLanguage) ?? (emit(workflow, { queryLanguage }) as unknown as Json);
  emissions.set(workflow, known.set(queryLanguage, definition));
  return definition;
}

/** Both languages must end alike; yields how. */
export function executeBoth(workflow: WorkflowDefinition, input: Json, answers: Answers = {}): Ending {
  const jsonata = execute(workflow, input, { answers });
  const jsonPath = execute(workflow, input, { answers, queryLanguage: 'JSONPath' });
  if (JSON.stringify(sorted(jsonata)) !== JSON.stringify(sorted(jsonPath))) {
    throw new Error(`JSONata ended ${JSON.stringify(jsonata)}, JSONPath ${JSON.stringify(jsonPath)}`);
  }
  return jsonata;
}

function calledBy({ parameters, resource }: TaskRequest): { name: string; payload: Json } {
  const given = isJsonObject(parameters) ? parameters : {};
  const placeholder = given['FunctionName'] ?? given['StateMachineArn'];
  if (typeof placeholder === 'string')
    return { name: placeholder.slice(2, -1), payload: given['Payload'] ?? given['Input'] ?? {} };
  return { name: resource.kind === 'service' ? resource.resource : 'task', payload: parameters };
}

function report({ resource }: TaskRequest, answer: () => Json): TaskReport {
  try {
    const output = answer();
    return {
      type: 'succeeded',
      output: wrapped(resource.kind === 'service' ? resource.resource : '', output),
    };
  } catch (thrown) {
    if (!(thrown instanceof TaskError)) throw thrown;
    return { type: 'failed', error: thrown.name, ...(thrown.message && { cause: thrown.message }) };
  }
}

/** An integration's answer around a result. */
function wrapped(resource: string, output: Json): Json {
  if (resource === 'invoke') return { Payload: output, StatusCode: 200 };
  return resource === 'startExecution.sync:2' ? { Output: output, Status: 'SUCCEEDED' } : output;
}

/** Objects are equal whatever the order of their keys; a cause may be the text of one. */
function sorted(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('{"')) return sorted(JSON.parse(value));
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, field]) => [key, sorted(field)]),
  );
}
