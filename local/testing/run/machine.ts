import type { WorkflowDefinition } from '../../../asl/builder/construct.ts';
import { emit } from '../../../asl/builder/emit/emit.ts';
import type { TaskDefinition } from '../../../asl/builder/task-definition.ts';
import type { Definition, QueryLanguage, StateGraph, TaskState } from '../../../asl/definition.ts';
import type { Json } from '../../../asl/json.ts';
import { validate } from '../../../asl/validate/validate.ts';
import { Coverage } from '../coverage/coverage.ts';
import { observeProgram } from '../coverage/observe-program.ts';
import { activityArn, type Place, stateMachineArn } from '../../engine/arn.ts';
import { compileDefinition } from '../../engine/compile/definition.ts';
import type { Program } from '../../engine/compile/program.ts';

/** A workflow of the builder, or any ASL. */
export type Subject = WorkflowDefinition | Definition;

/** A workflow made ready to be run many times. */
export interface Machine {
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly definition: Definition;
  readonly program: Program;
  /** The places that the step under way has followed; whoever gives the step takes them out. */
  readonly followed: string[];
  readonly coverage: Coverage;
  readonly tasks: ReadonlyMap<string, TaskDefinition>;
  /** Every Task state, also within Parallels and Maps. */
  readonly taskStates: ReadonlyMap<string, TaskState>;
  /** The workflows that it starts. */
  readonly nested: (name: string) => Machine | undefined;
}

/** Where every run is. */
export const runPlace: Place = { region: 'us-east-1', accountId: '123456789012' };

const machines = new WeakMap<Subject, Map<QueryLanguage, Machine>>();

/** Emits, judges and compiles it, the first time that it is asked for. Throws what is wrong with the definition. */
export function machineOf(subject: Subject, queryLanguage: QueryLanguage = 'JSONata'): Machine {
  const prepared = machines.get(subject) ?? new Map<QueryLanguage, Machine>();
  machines.set(subject, prepared);
  const machine = prepared.get(queryLanguage) ?? prepare(subject, queryLanguage);
  prepared.set(queryLanguage, machine);
  return machine;
}

function prepare(subject: Subject, queryLanguage: QueryLanguage): Machine {
  const workflow = isWorkflow(subject) ? subject : undefined;
  const emitted = isWorkflow(subject) ? emit(subject, { queryLanguage }) : subject;
  const { name = 'Machine', type = 'STANDARD', tasks = [], workflows = [] } = workflow ?? {};
  refuseInvalid(emitted, name, type);
  const definition = workflow === undefined ? emitted : bound(emitted, workflow);
  const program = compileDefinition(definition as unknown as Json);
  const followed: string[] = [];
  observeProgram(program, (at) => followed.push(at));
  return {
    name,
    type,
    definition,
    program,
    followed,
    coverage: Coverage.of(name, definition),
    tasks: new Map(tasks.map((task) => [task.name, task])),
    taskStates: new Map(taskStatesIn(definition)),
    nested: (wanted) => {
      const found = workflows.find((one) => one.name === wanted);
      return found && machineOf(found, queryLanguage);
    },
  };
}

function isWorkflow(subject: Subject): subject is WorkflowDefinition {
  return 'root' in subject;
}

function refuseInvalid(definition: Definition, name: string, type: 'STANDARD' | 'EXPRESS'): void {
  const errors = validate(definition, { type }).filter(({ severity }) => severity === 'ERROR');
  if (errors.length === 0) return;
  const sentences = errors.map(({ pointer, message }) => `  ${pointer}: ${message}`);
  throw new Error(`The definition of ${name} is not valid:\n${sentences.join('\n')}`);
}

/** The placeholders replaced by ARNs, as a stack does it. */
function bound(definition: Definition, { tasks, workflows, activities }: WorkflowDefinition): Definition {
  const arns = new Map([
    ...tasks.map(
      ({ name }) =>
        [name, `arn:aws:lambda:${runPlace.region}:${runPlace.accountId}:function:${name}`] as const,
    ),
    ...workflows.map(({ name }) => [name, stateMachineArn(runPlace, name)] as const),
    ...activities.map((name) => [name, activityArn(runPlace, name)] as const),
  ]);
  const text = JSON.stringify(definition).replaceAll(
    /\$\{([A-Za-z][A-Za-z0-9]{0,63})\}/g,
    (placeholder, name: string) => arns.get(name) ?? placeholder,
  );
  return JSON.parse(text) as Definition;
}

function taskStatesIn(graph: StateGraph): readonly (readonly [string, TaskState])[] {
  return Object.entries(graph.States).flatMap(([name, state]): readonly (readonly [string, TaskState])[] => {
    if (state.Type === 'Task') return [[name, state]];
    if (state.Type === 'Parallel') return state.Branches.flatMap(taskStatesIn);
    const inner = state.Type === 'Map' ? (state.ItemProcessor ?? state.Iterator) : undefined;
    return inner === undefined ? [] : taskStatesIn(inner);
  });
}
