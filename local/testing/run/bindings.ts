import { isJsonObject } from '../../../asl/json.ts';
import type { TaskRequest } from '../../engine/task-request.ts';
import type { Binding } from './double.ts';

/** Finds what carries a task out: by its state, then by what it is for, then by its action. */
export function findBinding(bindings: ReadonlyMap<string, Binding>, task: TaskRequest): Binding | undefined {
  return bindings.get(task.stateName) ?? bindings.get(targetOf(task)) ?? bindings.get(actionOf(task));
}

/** Of two for the same name, the later. */
export function bindingsByName(bindings: readonly Binding[]): ReadonlyMap<string, Binding> {
  return new Map(bindings.map((binding) => [binding.name, binding]));
}

/** The name of the function, the activity or the workflow that a task is for; empty where it is none of them. */
export function targetOf({ resource, parameters }: TaskRequest): string {
  if (resource.kind === 'activity') return nameIn(resource.activityArn);
  if (resource.kind === 'lambdaFunction') return nameIn(resource.functionArn);
  if (!isJsonObject(parameters)) return '';
  const arn = parameters[resource.resourceType === 'lambda' ? 'FunctionName' : 'StateMachineArn'];
  return typeof arn === 'string' ? nameIn(arn) : '';
}

/** `sqs:sendMessage`, `aws-sdk:dynamodb:putItem`; of functions and activities that are called by ARN, that. */
export function actionOf({ resource }: TaskRequest): string {
  if (resource.kind === 'activity') return resource.activityArn;
  if (resource.kind === 'lambdaFunction') return resource.functionArn;
  return `${resource.resourceType}:${resource.action}`;
}

const arnPattern = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(?:function|activity|stateMachine):([^:]+)/;
/** A placeholder that nothing has replaced, as in a hand-written definition. */
const placeholderPattern = /^\$\{(.+)\}$/;

function nameIn(arn: string): string {
  return (arnPattern.exec(arn) ?? placeholderPattern.exec(arn))?.[1] ?? arn;
}
