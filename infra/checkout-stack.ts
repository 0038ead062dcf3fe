import { CfnOutput, CfnParameter, Duration, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { TaskDefinition } from '../asl/builder/task-definition.ts';
import { chargeCard } from '../tasks/checkout/charge-card.ts';
import { closeAbandonedOrder } from '../tasks/checkout/close-abandoned-order.ts';
import { lookUpCharge } from '../tasks/checkout/look-up-charge.ts';
import { publishOrderEvent } from '../tasks/checkout/publish-order-event.ts';
import { publishWaitingEvents } from '../tasks/checkout/publish-waiting-events.ts';
import { reverseCharge } from '../tasks/checkout/reverse-charge.ts';
import { checkout } from '../workflows/checkout.ts';
import { EndedExecutions } from './ended-executions.ts';
import { allowPublish, eventTopic } from './event-topic.ts';
import type { TaskBundle } from './functions/bundle-tasks.ts';
import { acknowledge } from './permissions/acknowledgements.ts';
import { allowItems } from './permissions/table-rights.ts';
import { ScheduledTask } from './scheduled-task.ts';
import { type SharedTables, ShopTables } from './shop-tables.ts';
import { WorkflowStateMachine } from './workflow-state-machine.ts';

export interface CheckoutStackProps extends StackProps {
  readonly tasks: TaskBundle;
  /** For the same shop in several regions, a stack in each. */
  readonly shared?: SharedTables;
}

/** The shop: tables for catalogue, stock and orders, a topic that tells of orders, and the checkout between them. */
export class CheckoutStack extends Stack {
  readonly checkout: WorkflowStateMachine;
  readonly tables: ShopTables;

  constructor(scope: Construct, id: string, { tasks, shared, ...props }: CheckoutStackProps) {
    super(scope, id, props);
    const tables = new ShopTables(this, 'Tables', { region: this.region, ...(shared && { shared }) });
    const { catalogue, stock, orders } = tables;
    const events = eventTopic(this, 'OrderEvents', { fifo: true });
    const settings = {
      tasks,
      environment: {
        CATALOGUE_TABLE: catalogue.tableName,
        STOCK_TABLE: stock.tableName,
        ORDERS_TABLE: orders.tableName,
        ORDER_EVENTS_TOPIC_ARN: events.topicArn,
      },
    };
    const machine = new WorkflowStateMachine(this, 'Checkout', { workflow: checkout, ...settings });
    const ended = new EndedExecutions(this, 'Ended', {
      ...settings,
      machine,
      task: closeAbandonedOrder,
      trigger: 'checkout-ended',
    });
    const waiting = new ScheduledTask(this, 'Waiting', {
      ...settings,
      task: publishWaitingEvents,
      every: Duration.minutes(5),
      input: {},
      trigger: 'checkout-outbox',
    });

    const functions = {
      ...machine.functions,
      CloseAbandonedOrder: ended.function,
      PublishWaitingEvents: waiting.function,
    };
    allowItems(catalogue, functions, { PriceCart: ['BatchGetItem'] });
    allowItems(stock, functions, {
      HoldStock: ['UpdateItem', 'GetItem'],
      CommitStock: ['UpdateItem'],
      ReleaseStock: ['UpdateItem'],
      CloseAbandonedOrder: ['UpdateItem', 'GetItem'],
    });
    allowItems(orders, functions, {
      FindOrder: ['GetItem'],
      OpenOrder: ['PutItem'],
      ConfirmOrder: ['UpdateItem', 'GetItem'],
      CloseOrder: ['UpdateItem', 'GetItem'],
      PublishOrderEvent: ['UpdateItem'],
      CloseAbandonedOrder: ['UpdateItem', 'GetItem'],
      PublishWaitingEvents: ['UpdateItem', 'Scan'],
    });
    const functionOf = (task: TaskDefinition) => machine.functionOf(task);
    allowPublish(functionOf(publishOrderEvent), events);
    allowPublish(waiting.function, events);
    payThrough(this, [...[chargeCard, lookUpCharge, reverseCharge].map(functionOf), ended.function]);
    this.checkout = machine;
    this.tables = tables;
    new CfnOutput(this, 'StateMachineArn', { value: machine.startArn });
  }
}

/** Where money is asked for is told at the deployment: there is no right guess. */
function payThrough(stack: Stack, functions: readonly Function[]): void {
  const endpoint = new CfnParameter(stack, 'PaymentEndpoint', {
    description: 'The payment provider, such as https://payments.example.com',
    allowedPattern: 'https://.+[^/]',
  });
  const key = new Secret(stack, 'PaymentApiKey', {
    description: 'The key for the payment provider: write it here after the first deployment.',
  });
  acknowledge(key, 'SMG4', 'The payment provider gives the key and changes it; nobody here can rotate it.');
  for (const paying of functions) {
    paying.addEnvironment('PAYMENT_ENDPOINT', endpoint.valueAsString);
    paying.addEnvironment('PAYMENT_KEY_SECRET', key.secretArn);
    paying.addToRolePolicy(
      new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [key.secretArn] }),
    );
  }
}
