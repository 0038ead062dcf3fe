import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { TaskDefinition } from '../asl/builder/task-definition.ts';
import { deadLetters } from './dead-letters.ts';
import { taskFunction, type TaskFunctionSettings } from './functions/task-function.ts';
import { isTriggerOn } from './trigger-switch.ts';
import type { WorkflowStateMachine } from './workflow-state-machine.ts';

export interface EndedExecutionsProps extends TaskFunctionSettings {
  readonly machine: WorkflowStateMachine;
  /** Takes the event and puts in order what the execution left behind. */
  readonly task: TaskDefinition;
  /** The trigger's name for its off switch. */
  readonly trigger: string;
}

/**
 * No Catch runs when an execution is stopped or out of time: EventBridge tells of it, and a function tidies up
 * (docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html). What neither EventBridge nor the
 * function's own repetitions can get done waits in one dead-letter queue.
 */
export class EndedExecutions extends Construct {
  readonly function: Function;

  constructor(scope: Construct, id: string, { machine, task, trigger, ...settings }: EndedExecutionsProps) {
    super(scope, id);
    const deadLetterQueue = deadLetters(this, 'Undelivered');
    this.function = taskFunction(this, task, { ...settings, deadLetterQueue });
    new Rule(this, 'Rule', {
      description: `Executions of ${machine.workflow.name} that ended without a Catch`,
      enabled: isTriggerOn(this, trigger),
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [machine.machine.stateMachineArn],
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
      targets: [new LambdaFunction(this.function, { deadLetterQueue })],
    });
  }
}
