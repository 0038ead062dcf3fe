import type { Duration } from 'aws-cdk-lib/core';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { TaskDefinition } from '../asl/builder/task-definition.ts';
import { deadLetters } from './dead-letters.ts';
import { taskFunction, type TaskFunctionSettings } from './functions/task-function.ts';
import { acknowledgeVersions } from './permissions/acknowledgements.ts';
import { serviceRole } from './permissions/service-role.ts';
import { isTriggerOn } from './trigger-switch.ts';

export interface ScheduledTaskProps extends TaskFunctionSettings {
  readonly task: TaskDefinition;
  readonly every: Duration;
  /** Its event. */
  readonly input: object;
  /** The trigger's name for its off switch. */
  readonly trigger: string;
}

/** A task by the clock. What is not done while it is off is done by the first run afterwards. */
export class ScheduledTask extends Construct {
  readonly function: Function;

  constructor(
    scope: Construct,
    id: string,
    { task, every, input, trigger, ...settings }: ScheduledTaskProps,
  ) {
    super(scope, id);
    const deadLetterQueue = deadLetters(this, 'Undelivered');
    this.function = taskFunction(this, task, { ...settings, deadLetterQueue });
    const role = serviceRole(this, 'Role', 'scheduler');
    acknowledgeVersions(role, this.function);
    new Schedule(this, 'Schedule', {
      enabled: isTriggerOn(this, trigger),
      schedule: ScheduleExpression.rate(every),
      target: new LambdaInvoke(this.function, {
        role,
        deadLetterQueue,
        input: ScheduleTargetInput.fromObject(input),
      }),
    });
  }
}
