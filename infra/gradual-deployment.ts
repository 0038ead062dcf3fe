import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import {
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  type StateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';

/** How executions move to a new version: some first, then the rest; back at once when an alarm goes off. */
export interface GradualDeployment {
  /** Of the executions that start, how many take the new version at first, or at each step. */
  readonly percentage: number;
  readonly intervalMinutes: number;
  /** One step and then all, or equal steps. */
  readonly type: 'CANARY' | 'LINEAR';
}

export interface DeployedAliasProps {
  readonly machine: StateMachine;
  readonly gradualDeployment: GradualDeployment;
  readonly alarms: readonly Alarm[];
}

/**
 * A version for each change of the definition, and the alias `live`, which clients start. Old versions are kept, for
 * executions under way and for the way back (docs.aws.amazon.com/step-functions/latest/dg/cfn-versioning-example.html).
 */
export class DeployedAlias extends Construct {
  readonly aliasArn: string;

  constructor(scope: Construct, id: string, { machine, gradualDeployment, alarms }: DeployedAliasProps) {
    super(scope, id);
    const version = new CfnStateMachineVersion(this, 'Version', {
      stateMachineArn: machine.stateMachineArn,
      stateMachineRevisionId: machine.stateMachineRevisionId,
    });
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const { type, percentage, intervalMinutes } = gradualDeployment;
    const alias = new CfnStateMachineAlias(this, 'Alias', {
      name: 'live',
      deploymentPreference: {
        type,
        percentage,
        interval: intervalMinutes,
        stateMachineVersionArn: version.attrArn,
        alarms: alarms.map(({ alarmName }) => alarmName),
      },
    });
    this.aliasArn = alias.attrArn;
  }
}
