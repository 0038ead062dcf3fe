import { emit } from '../../asl/builder/emit/emit.ts';
import type { WorkflowDefinition } from '../../asl/builder/construct.ts';
import { runTask } from '../../asl/builder/run-task.ts';
import type { TaskDefinition } from '../../asl/builder/task-definition.ts';
import type { TaskSurroundings } from '../../asl/builder/task-surroundings.ts';
import { activityArn, type Place, partitionOf, stateMachineArn } from '../engine/arn.ts';
import { BoundFunctions } from '../host/bound-functions.ts';
import { CommandError } from './failure.ts';

/** The workflows, and those that they start, each once. */
export function withStarted(workflows: readonly WorkflowDefinition[]): readonly WorkflowDefinition[] {
  const found = new Set<WorkflowDefinition>(workflows);
  for (const workflow of found) for (const started of workflow.workflows) found.add(started);
  return uniqueByName('workflows', [...found]);
}

/** The task functions of the workflows, run in this process, by name. */
export function functionsOf(
  workflows: readonly WorkflowDefinition[],
  surroundings: TaskSurroundings,
): BoundFunctions {
  const functions = new BoundFunctions();
  const tasks = new Set(workflows.flatMap((workflow) => workflow.tasks));
  for (const task of uniqueByName<TaskDefinition>('tasks', [...tasks])) {
    functions.bind(task.name, (event, lambdaContext) =>
      runTask(task, event, { lambdaContext, surroundings }),
    );
  }
  return functions;
}

/** State machines and functions have names, and one name can only mean one of them. */
function uniqueByName<Named extends { readonly name: string }>(
  what: string,
  all: readonly Named[],
): readonly Named[] {
  const twice = all.find((one, index) => all.findIndex(({ name }) => name === one.name) < index);
  if (twice === undefined) return all;
  throw new CommandError(`Two ${what} are named ${twice.name}, and cannot be served together: rename one.`);
}

/** The definition as CreateStateMachine takes it: each placeholder is the ARN of what it names. */
export function definitionText(workflow: WorkflowDefinition, place: Place): string {
  const arns = new Map([
    ...workflow.tasks.map(({ name }) => [name, functionArn(place, name)] as const),
    ...workflow.workflows.map(({ name }) => [name, stateMachineArn(place, name)] as const),
    ...workflow.activities.map((name) => [name, activityArn(place, name)] as const),
  ]);
  return JSON.stringify(emit(workflow)).replaceAll(
    /\$\{([A-Za-z0-9]+)\}/g,
    (placeholder, name: string) => arns.get(name) ?? placeholder,
  );
}

function functionArn({ region, accountId }: Place, name: string): string {
  return `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${name}`;
}
