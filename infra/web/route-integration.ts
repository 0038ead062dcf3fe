import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import {
  AwsIntegration,
  type Integration,
  LambdaIntegration,
  PassthroughBehavior,
} from 'aws-cdk-lib/aws-apigateway';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { RestRoute, StepFunctionsIntegration, TemplateBinding } from '../../workflows/web/rest-route.ts';
import { acknowledgeResources } from '../permissions/acknowledgements.ts';
import { functionNamed, type FunctionsByTask } from '../permissions/functions-by-task.ts';
import type { WorkflowStateMachine } from '../workflow-state-machine.ts';

/** What routes lead to. */
export interface RouteTargets {
  readonly machines: readonly WorkflowStateMachine[];
  readonly functions: FunctionsByTask;
  /** The mapping template's expression for the caller's id. */
  readonly caller: string;
}

export function toIntegration({ integration }: RestRoute, targets: RouteTargets): Integration {
  if (integration.type === 'StepFunctions') {
    return toStepFunctions(integration, targets);
  }
  const target: Function = functionNamed(targets.functions, integration.task.name);
  return new LambdaIntegration(target, { allowTestInvoke: false });
}

/**
 * No function stands between the gateway and Step Functions. A body of another content type passes no validation, so it
 * is refused (NEVER) rather than passed on.
 */
function toStepFunctions(
  integration: StepFunctionsIntegration,
  { machines, caller }: RouteTargets,
): Integration {
  const { action, request, answer, answerStatus, refusal } = integration;
  const machine = machineOf(integration, machines);
  const executionsArn = executionsOf(machine);
  const binding: TemplateBinding = { stateMachineArn: machine.startArn, executionsArn, caller };
  const json = (template: string) => ({ 'application/json': template });
  return new AwsIntegration({
    service: 'states',
    action,
    options: {
      credentialsRole: callerRole(integration, machine, executionsArn),
      passthroughBehavior: PassthroughBehavior.NEVER,
      requestTemplates: json(request(binding)),
      integrationResponses: [
        { statusCode: String(answerStatus), responseTemplates: json(answer) },
        { statusCode: '500', selectionPattern: String.raw`[45]\d{2}`, responseTemplates: json(refusal) },
      ],
    },
  });
}

function machineOf(
  { workflow }: StepFunctionsIntegration,
  machines: readonly WorkflowStateMachine[],
): WorkflowStateMachine {
  const found = machines.find((machine) => machine.workflow.name === workflow.name);
  if (found) return found;
  throw new Error(`A route leads to ${workflow.name}: give its WorkflowStateMachine in machines.`);
}

/** Of this one route: it may do this one thing, with this one machine, and stands beside it. */
function callerRole(
  { action }: StepFunctionsIntegration,
  machine: WorkflowStateMachine,
  executionsArn: string,
): Role {
  const role = new Role(machine, `Web${action}`, {
    assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
  });
  const isAboutExecutions = action === 'DescribeExecution';
  const resource = isAboutExecutions ? `${executionsArn}:*` : machine.startArn;
  role.addToPolicy(new PolicyStatement({ actions: [`states:${action}`], resources: [resource] }));
  acknowledgeResources(role, [resource], EXECUTIONS_OF_ONE);
  return role;
}

/** `arn:aws:states:REGION:ACCOUNT:execution:NAME`, before the execution's own name. */
function executionsOf({ machine }: WorkflowStateMachine): string {
  return Stack.of(machine).formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: machine.stateMachineName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

const EXECUTIONS_OF_ONE =
  'The executions of this one machine; which of them a caller sees, the mapping template says by the caller’s id.';
