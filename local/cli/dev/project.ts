import { emit } from '../../../asl/builder/emit/emit.ts';
import { runTask } from '../../../asl/builder/run-task.ts';
import type { TaskSurroundings } from '../../../asl/builder/task-surroundings.ts';
import type { Workflow } from '../../../asl/builder/workflow.ts';
import { imageRecognition } from '../../../workflows/image-recognition.ts';
import { type Place, partitionOf, stateMachineArn } from '../../engine/arn.ts';
import { BoundFunctions } from '../../host/bound-functions.ts';

/** Every workflow that `stateyard dev` serves. */
export const projectWorkflows: readonly Workflow[] = [imageRecognition];

/** The task functions of the workflows, run in this process, by name. */
export function projectFunctions(surroundings: TaskSurroundings): BoundFunctions {
  const functions = new BoundFunctions();
  for (const task of projectWorkflows.flatMap(({ tasks }) => tasks)) {
    functions.bind(task.name, (event, lambdaContext) =>
      runTask(task, event, { lambdaContext, surroundings }),
    );
  }
  return functions;
}

/** The definition as CreateStateMachine takes it: each placeholder is the ARN of what it names. */
export function definitionText(workflow: Workflow, place: Place): string {
  const arns = new Map([
    ...workflow.tasks.map(({ name }) => [name, functionArn(place, name)] as const),
    ...workflow.workflows.map(({ name }) => [name, stateMachineArn(place, name)] as const),
  ]);
  return JSON.stringify(emit(workflow)).replaceAll(
    /\$\{([A-Za-z0-9]+)\}/g,
    (placeholder, name: string) => arns.get(name) ?? placeholder,
  );
}

function functionArn({ region, accountId }: Place, name: string): string {
  return `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${name}`;
}
