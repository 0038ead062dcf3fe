import { ArnFormat } from 'aws-cdk-lib/core';
import { Policy, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledgeResources, acknowledgeVersions, acknowledgeWildcard } from './acknowledgements.ts';
import type { ResourcesByAction } from './action-resources.ts';
import { toInvoke, toStart } from './bound-permissions.ts';
import type { Call } from './definition-calls.ts';
import { machinePermissions } from './machine-permissions.ts';
import { serviceRole } from './service-role.ts';

export function machineRole(scope: Construct): Role {
  const role = serviceRole(scope, 'Role', 'states');
  const reason =
    'The delivery of execution logs (logs:CreateLogDelivery and its like) and X-Ray know no resources.';
  acknowledgeWildcard(role, 'Resource::*', reason);
  return role;
}

/** What the placeholders of a definition stand for, and what its other calls may touch. */
export interface Bindings {
  readonly functions: readonly Function[];
  readonly machines: readonly StateMachine[];
  readonly resources: ResourcesByAction;
}

/** Gives the role what the calls need, and nothing else. */
export function allowCalls(
  role: Role,
  calls: readonly Call[],
  { functions, machines, resources }: Bindings,
): void {
  const scope = new Construct(role, 'Needs');
  const isBound = ({ integration }: Call) => boundIntegrations.has(integration);
  const waits = calls.some(({ integration, pattern }) => integration === startExecution && pattern !== '');
  for (const one of functions) {
    add(role, toInvoke(scope, one.node.id, one));
    acknowledgeVersions(role, one);
  }
  for (const machine of machines) {
    const statements = toStart(scope, machine.node.path, { machine, waits });
    add(role, statements);
    const arns = statements.flatMap(({ resources }) => resources);
    acknowledgeResources(
      role,
      arns,
      'The executions of one machine that this one starts, whatever their names.',
    );
  }
  const others = machinePermissions(
    scope,
    calls.filter((call) => !isBound(call)),
    resources,
  );
  for (const { action, arns, because } of others) {
    role.addToPolicy(new PolicyStatement({ actions: [action], resources: [...arns] }));
    acknowledgeResources(role, arns, because);
  }
}

const startExecution = 'states:startExecution';
const boundIntegrations: ReadonlySet<string> = new Set(['lambda:invoke', startExecution]);

/**
 * A Map Run's children are executions of the machine itself. The role exists before the machine, so this policy comes
 * after both (docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html).
 */
export function allowMapRuns(role: Role, machine: StateMachine): void {
  const executions = (name: string) =>
    machine.stack.formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${machine.stateMachineName}${name}`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  const [children, labelled] = [executions(':*'), executions('/*:*')];
  const policy = new Policy(machine, 'MapRuns', {
    statements: [
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [machine.stateMachineArn] }),
      new PolicyStatement({
        actions: ['states:DescribeExecution', 'states:StopExecution'],
        resources: [children],
      }),
      new PolicyStatement({ actions: ['states:RedriveExecution'], resources: [labelled] }),
    ],
  });
  policy.attachToRole(role);
  acknowledgeResources(
    policy,
    [children, labelled],
    'The children of the machine: executions named by their Map Run.',
  );
}

function add(role: Role, statements: readonly PolicyStatement[]): void {
  for (const statement of statements) role.addToPolicy(statement);
}
