import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  IntegrationPattern,
  type IStateMachine,
  StateGraph,
  type TaskStateBase,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke, StepFunctionsStartExecution } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';

/** What a machine needs to invoke a function, as the CDK's task class says it. */
export function toInvoke(
  scope: Construct,
  name: string,
  lambdaFunction: IFunction,
): readonly PolicyStatement[] {
  return statementsOf(LambdaInvoke.jsonata(scope, name, { lambdaFunction }));
}

/** What it needs to start another machine and to wait for its end: its executions, and the rule that tells of the end. */
export function toStart(
  scope: Construct,
  name: string,
  { machine, waits }: { readonly machine: IStateMachine; readonly waits: boolean },
): readonly PolicyStatement[] {
  const integrationPattern = waits ? IntegrationPattern.RUN_JOB : IntegrationPattern.REQUEST_RESPONSE;
  return statementsOf(
    StepFunctionsStartExecution.jsonata(scope, name, { stateMachine: machine, integrationPattern }),
  );
}

function statementsOf(task: TaskStateBase): readonly PolicyStatement[] {
  return new StateGraph(task, 'permissions').policyStatements;
}
