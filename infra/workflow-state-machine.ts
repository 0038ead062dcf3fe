import { type RemovalPolicy, Tags } from 'aws-cdk-lib/core';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { IGrantable, IPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  Activity,
  CustomerManagedEncryptionConfiguration,
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { WorkflowDefinition } from '../asl/builder/construct.ts';
import { emit } from '../asl/builder/emit/emit.ts';
import type { TaskDefinition } from '../asl/builder/task-definition.ts';
import { ExecutionAlarms } from './execution-alarms.ts';
import type { TaskBundle } from './functions/bundle-tasks.ts';
import { taskFunction } from './functions/task-function.ts';
import { DeployedAlias, type GradualDeployment } from './gradual-deployment.ts';
import type { ResourcesByAction } from './permissions/action-resources.ts';
import { callsOf, hasMapRuns } from './permissions/definition-calls.ts';
import { allowCalls, allowMapRuns, machineRole } from './permissions/machine-role.ts';

export interface WorkflowStateMachineProps {
  readonly workflow: WorkflowDefinition;
  /** The code of its tasks. */
  readonly tasks: TaskBundle;
  /** Environment variables of every function. */
  readonly environment?: Readonly<Record<string, string>>;
  /** By the task's name, where 512 is not right. */
  readonly memoryMegabytes?: Readonly<Record<string, number>>;
  /** The machines of the workflows that it starts. */
  readonly starts?: readonly WorkflowStateMachine[];
  /** By IAM action, what its direct calls of services may touch. */
  readonly resources?: ResourcesByAction;
  readonly alarmActions?: readonly IAlarmAction[];
  readonly logRetention?: RetentionDays;
  /** Encrypts definition, execution data and logs; its policy must let CloudWatch Logs use it. */
  readonly encryptionKey?: IKey;
  readonly removalPolicy?: RemovalPolicy;
  readonly tags?: Readonly<Record<string, string>>;
  /** Without it a new definition is everybody's at once. */
  readonly gradualDeployment?: GradualDeployment;
}

/**
 * A workflow on AWS: the state machine, a function for each of its tasks, a role with what the definition needs, logs,
 * traces and alarms. The definition is the text that `emit` gives and that has been run; the ARNs of functions come
 * in as CloudFormation's substitutions of `${Name}`.
 */
export class WorkflowStateMachine extends Construct implements IGrantable {
  readonly workflow: WorkflowDefinition;
  readonly machine: StateMachine;
  readonly alarms: ExecutionAlarms;
  /** What clients start: the machine, or its alias where it is deployed gradually. */
  readonly startArn: string;
  readonly role: Role;
  readonly grantPrincipal: IPrincipal;
  /** By the names of their tasks. */
  readonly functions: Readonly<Record<string, Function>>;

  constructor(scope: Construct, id: string, props: WorkflowStateMachineProps) {
    super(scope, id);
    const { workflow, gradualDeployment, alarmActions = [] } = props;
    const definition = emit(workflow);
    const calls = callsOf(definition);
    const logGroup = executionLog(this, props);
    const role = machineRole(this);
    this.role = role;
    this.workflow = workflow;
    this.grantPrincipal = role;
    this.functions = Object.fromEntries(
      workflow.tasks.map((task) => [task.name, functionOf(this, task, props)]),
    );
    allowCalls(role, calls, {
      functions: Object.values(this.functions),
      machines: machinesOf(props).map(({ machine }) => machine),
      resources: props.resources ?? {},
    });
    this.machine = new StateMachine(this, 'Machine', {
      ...machineSettings(props),
      role,
      definitionBody: DefinitionBody.fromString(JSON.stringify(definition)),
      definitionSubstitutions: substitutions(this, this.functions, props),
      logs: { destination: logGroup, level: LogLevel.ALL, includeExecutionData: false },
    });
    if (hasMapRuns(definition)) allowMapRuns(role, this.machine);
    const handsOutTokens = calls.some(({ pattern }) => pattern === '.waitForTaskToken');
    this.alarms = new ExecutionAlarms(this, 'Alarms', {
      machine: this.machine,
      actions: alarmActions,
      ...(handsOutTokens && { tokenLog: logGroup }),
    });
    const { machine, alarms } = this;
    this.startArn = gradualDeployment
      ? new DeployedAlias(this, 'Live', { machine, gradualDeployment, alarms: alarms.alarms }).aliasArn
      : machine.stateMachineArn;
    for (const [name, value] of Object.entries(props.tags ?? {})) Tags.of(this).add(name, value);
  }

  /** To grant it what its handler touches. */
  functionOf({ name }: Pick<TaskDefinition, 'name'>): Function {
    const found = this.functions[name];
    if (found) return found;
    throw new Error(`${this.workflow.name} does not invoke ${name}.`);
  }
}

function functionOf(scope: Construct, task: TaskDefinition, props: WorkflowStateMachineProps): Function {
  const { memoryMegabytes, ...settings } = props;
  const memory = memoryMegabytes?.[task.name];
  return taskFunction(scope, task, { ...settings, ...(memory !== undefined && { memoryMegabytes: memory }) });
}

/** Names of states and events, not the data that flows: that stays in the history, which fewer people may read. */
function executionLog(scope: Construct, props: WorkflowStateMachineProps): LogGroup {
  return new LogGroup(scope, 'ExecutionLog', {
    retention: props.logRetention ?? RetentionDays.THREE_MONTHS,
    ...(props.encryptionKey && { encryptionKey: props.encryptionKey }),
    ...(props.removalPolicy && { removalPolicy: props.removalPolicy }),
  });
}

function machineSettings({ workflow, removalPolicy, encryptionKey }: WorkflowStateMachineProps) {
  return {
    stateMachineType: StateMachineType[workflow.type],
    tracingEnabled: true,
    ...(removalPolicy && { removalPolicy }),
    ...(encryptionKey && {
      encryptionConfiguration: new CustomerManagedEncryptionConfiguration(encryptionKey),
    }),
  };
}

/** The machine of every workflow that this one starts. */
function machinesOf({ workflow, starts = [] }: WorkflowStateMachineProps): readonly WorkflowStateMachine[] {
  return workflow.workflows.map(({ name }) => {
    const found = starts.find((started) => started.workflow.name === name);
    if (found) return found;
    throw new Error(`${workflow.name} starts ${name}: give its WorkflowStateMachine in starts.`);
  });
}

/**
 * What `${Name}` stands for. A gradual deployment names versions of functions, so that executions of the old definition
 * go on with the code that belongs to it.
 */
function substitutions(
  scope: Construct,
  functions: Readonly<Record<string, Function>>,
  props: WorkflowStateMachineProps,
): Record<string, string> {
  const target = (one: Function) => (props.gradualDeployment ? one.currentVersion : one).functionArn;
  const started = machinesOf(props).map(({ workflow, machine }) => [workflow.name, machine.stateMachineArn]);
  const activities = props.workflow.activities.map((name) => [name, new Activity(scope, name).activityArn]);
  return Object.fromEntries([
    ...Object.entries(functions).map(([name, one]) => [name, target(one)]),
    ...started,
    ...activities,
  ]);
}
