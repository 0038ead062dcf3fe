import { CfnOutput, CfnParameter, Duration, Stack, type StackProps } from 'aws-cdk-lib/core';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { AccountRequest } from '../tasks/account/account-request.ts';
import { announceAccount } from '../tasks/account/announce-account.ts';
import { closeAbandonedRequest } from '../tasks/account/close-abandoned-request.ts';
import { reconcileAccounts } from '../tasks/account/reconcile-accounts.ts';
import { accountProvisioning } from '../workflows/account-provisioning.ts';
import { EndedExecutions } from './ended-executions.ts';
import { allowPublish, eventTopic } from './event-topic.ts';
import type { TaskBundle } from './functions/bundle-tasks.ts';
import { keptTable, number, text } from './kept-table.ts';
import { functionNamed } from './permissions/functions-by-task.ts';
import { allowItems } from './permissions/table-rights.ts';
import { ScheduledTask } from './scheduled-task.ts';
import { StartApi } from './start-api.ts';
import { WorkflowStateMachine } from './workflow-state-machine.ts';

export interface OperationsStackProps extends StackProps {
  readonly tasks: TaskBundle;
}

/**
 * Accounts are asked for by POST /accounts, compared with the organizations' lists once a day, and made in the name of a payer's role: nothing in this account may touch
 * Organizations by itself. The role is another stack, for another account (organization-role-stack.ts).
 */
export class OperationsStack extends Stack {
  readonly machine: WorkflowStateMachine;

  constructor(scope: Construct, id: string, { tasks, ...props }: OperationsStackProps) {
    super(scope, id, props);
    const accounts = keptTable(this, 'Accounts', text('email'));
    const leases = keptTable(this, 'Leases', text('pool'), { sortKey: number('slot') });
    const events = eventTopic(this, 'AccountEvents');
    const payerRoles = new CfnParameter(this, 'PayerRoleArns', {
      type: 'CommaDelimitedList',
      description: 'The roles in management accounts that may create accounts',
    }).valueAsList;
    const settings = {
      tasks,
      environment: {
        ACCOUNTS_TABLE: accounts.tableName,
        LEASES_TABLE: leases.tableName,
        ACCOUNT_EVENTS_TOPIC_ARN: events.topicArn,
        ACCOUNT_SETTINGS: accountSettings(this),
      },
    };
    const machine = new WorkflowStateMachine(this, 'AccountProvisioning', {
      ...settings,
      workflow: accountProvisioning,
      resources: { 'sts:AssumeRole': payerRoles },
    });
    const ended = new EndedExecutions(this, 'Ended', {
      ...settings,
      machine,
      task: closeAbandonedRequest,
      trigger: 'accounts-ended',
    });

    const reconcile = new ScheduledTask(this, 'Reconcile', {
      ...settings,
      task: reconcileAccounts,
      every: Duration.days(1),
      input: {},
      trigger: 'accounts-reconcile',
    });

    alarmOnUnknown(this);

    const functions = {
      ...machine.functions,
      CloseAbandonedRequest: ended.function,
      ReconcileAccounts: reconcile.function,
    };
    allowItems(accounts, functions, accountRights);
    allowItems(leases, functions, leaseRights);
    for (const name of inOtherAccounts) {
      const statement = new PolicyStatement({ actions: ['sts:AssumeRole'], resources: payerRoles });
      functionNamed(functions, name).addToRolePolicy(statement);
    }
    allowPublish(machine.functionOf(announceAccount), events);
    const api = new StartApi(this, 'Api', {
      machine,
      path: 'accounts',
      input: AccountRequest,
      trigger: 'accounts-api',
    });
    this.machine = machine;
    new CfnOutput(this, 'AccountsUrl', { value: api.url });
    new CfnOutput(this, 'StateMachineArn', { value: machine.startArn });
  }
}

/** ReconcileAccounts counts them, in the embedded metric format of its log. */
function alarmOnUnknown(stack: Stack): void {
  new Alarm(stack, 'AccountsUnknown', {
    alarmDescription:
      'An account was made past the workflow, or is gone: the log of ReconcileAccounts says which.',
    metric: new Metric({
      namespace: 'Stateyard',
      metricName: 'AccountsUnknown',
      dimensionsMap: { Task: reconcileAccounts.name },
      period: Duration.days(1),
      statistic: 'max',
    }),
    threshold: 0,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}

/** What the company has decided (tasks/account/store/account-settings.ts says which fields there are). */
function accountSettings(stack: Stack): string {
  return new CfnParameter(stack, 'AccountSettings', {
    description: 'JSON: payers, mail domain, regions, address blocks, buckets of trails',
    allowedPattern: String.raw`\{.*\}`,
  }).valueAsString;
}

const accountRights = {
  ReserveIdentity: ['UpdateItem', 'GetItem'],
  ReleaseIdentity: ['DeleteItem', 'UpdateItem'],
  ReleaseLeases: ['GetItem'],
  RecordAccount: ['UpdateItem', 'GetItem'],
  RegisterAccount: ['UpdateItem', 'GetItem'],
  MarkQuarantined: ['UpdateItem'],
  CloseAbandonedRequest: ['GetItem', 'DeleteItem', 'UpdateItem'],
  ReconcileAccounts: ['Scan'],
} as const;

const leaseRights = {
  LeaseNetwork: ['Query', 'PutItem'],
  ReleaseLeases: ['Query', 'DeleteItem'],
  RecordAccount: ['Query', 'UpdateItem'],
  RegisterAccount: ['Query'],
  ReleaseBlock: ['Query', 'DeleteItem'],
  CloseAbandonedRequest: ['Query', 'DeleteItem'],
} as const;

/** The tasks that go through a payer's role; the others know tables only. */
const inOtherAccounts = [
  'EnsureCreation',
  'EnterAccount',
  'PlaceAccount',
  'EnsureIam',
  'EnsureTrail',
  'EnsureConfig',
  'RemoveDefaultVpc',
  'EnsureNetwork',
  'FollowNetwork',
  'WithdrawNetwork',
  'RemoveNetwork',
  'EnsureLaunchGuard',
  'AllocateInterface',
  'ConfirmInterface',
  'DeleteInterface',
  'VerifyBaseline',
  'SuspendAccount',
  'DenyEverything',
  'ReconcileAccounts',
] as const;
