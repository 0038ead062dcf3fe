import { Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { checkout } from '../workflows/checkout.ts';
import type { TaskBundle } from './functions/bundle-tasks.ts';
import { WorkflowStateMachine } from './workflow-state-machine.ts';

export interface CheckoutStackProps extends StackProps {
  readonly tasks: TaskBundle;
}
export class CheckoutStack extends Stack {
  constructor(scope: Construct, id: string, { tasks, ...props }: CheckoutStackProps) {
    super(scope, id, props);
    new WorkflowStateMachine(this, 'Checkout', { workflow: checkout, tasks });
  }
}
