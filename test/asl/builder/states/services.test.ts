import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import { CreateAccountCommand } from '@aws-sdk/client-organizations';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { toJson } from '../../../../asl/builder/operators.ts';
import { transient } from '../../../../asl/builder/retry-policy.ts';
import { call } from '../../../../asl/builder/states/call.ts';
import { activity, http, integration } from '../../../../asl/builder/states/integration.ts';
import { invoke } from '../../../../asl/builder/states/invoke.ts';
import { startExecution } from '../../../../asl/builder/states/start-execution.ts';
import { waitForTaskToken } from '../../../../asl/builder/states/wait-for-task-token.ts';
import { workflow } from '../../../../asl/builder/workflow.ts';
import { execute, executeBoth } from '../execute.ts';
import { emitted, input, notify, Order, reserve, sampleOrder } from '../sample-tasks.ts';

describe('call', () => {
  test('derives service and action from the command class', () => {
    const accounts = workflow('Accounts', { input: Order }, (order) => {
      const created = call(
        CreateAccountCommand,
        { Email: order.email, AccountName: 'shop' },
        {
          retry: [{ ...transient, errors: ['ThrottlingException', 'Lambda.ServiceException'] }],
          timeoutSeconds: 9,
        },
      );
      call(PutItemCommand, { TableName: 'orders', Item: { id: { S: order.orderId }, gift: { Bool: true } } });
      return created.CreateAccountStatus.Id;
    });
    expect(emitted(accounts).States).toEqual({
      CreateAccount: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:organizations:createAccount',
        Arguments: { Email: input('email'), AccountName: 'shop' },
        TimeoutSeconds: 9,
        Retry: [
          {
            ErrorEquals: ['Organizations.ThrottlingException'],
            IntervalSeconds: 1,
            MaxAttempts: 6,
            BackoffRate: 2,
            MaxDelaySeconds: 30,
            JitterStrategy: 'FULL',
          },
        ],
        Assign: { createAccount: '{% $states.result %}' },
        Next: 'PutItem',
      },
      PutItem: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:dynamodb:putItem',
        Arguments: { TableName: 'orders', Item: { id: { S: input('orderId') }, gift: { Bool: true } } },
        Output: '{% $createAccount.CreateAccountStatus.Id %}',
        End: true,
      },
    });
    const answers = { createAccount: () => ({ CreateAccountStatus: { Id: 'car-1' } }) };
    expect(executeBoth(accounts, sampleOrder, answers).output).toBe('car-1');
  });

  test('spells members in PascalCase whatever the SDK does', () => {
    const history = workflow('History', { input: Order }, (order) => {
      const page = call(GetExecutionHistoryCommand, { ExecutionArn: order.orderId, MaxResults: 5 });
      return page.Events.at(0).PreviousEventId;
    });
    expect(emitted(history).States['GetExecutionHistory']).toMatchObject({
      Resource: 'arn:aws:states:::aws-sdk:sfn:getExecutionHistory',
      Arguments: { ExecutionArn: input('orderId'), MaxResults: 5 },
      Output: '{% $states.result.Events[0].PreviousEventId %}',
    });
  });
});

describe('integration', () => {
  test('takes any resource, and its result type from a schema', () => {
    const publish = workflow('Publish', { input: Order }, (order) => {
      const put = integration(
        'arn:aws:states:::events:putEvents',
        { Entries: [{ Source: 'shop', DetailType: 'Ordered', Detail: { orderId: order.orderId } }] },
        { output: z.object({ FailedEntryCount: z.number() }) },
      );
      return put.FailedEntryCount;
    });
    expect(emitted(publish).States['PutEvents']).toEqual({
      Type: 'Task',
      Resource: 'arn:aws:states:::events:putEvents',
      Arguments: {
        Entries: [{ Source: 'shop', DetailType: 'Ordered', Detail: { orderId: input('orderId') } }],
      },
      Output: '{% $states.result.FailedEntryCount %}',
      End: true,
    });
    expect(executeBoth(publish, sampleOrder, { putEvents: () => ({ FailedEntryCount: 0 }) }).output).toBe(0);
  });

  test('calls HTTPS endpoints through a connection', () => {
    const fetching = workflow('Fetching', { input: Order }, (order) => {
      const answer = http(
        {
          endpoint: 'https://pay.example.com/charges',
          method: 'POST',
          connectionArn: 'arn:aws:events:us-east-1:123456789012:connection/pay/1',
          headers: { 'Idempotency-Key': order.orderId },
          body: { amount: order.total },
        },
        { as: 'Pay', output: z.object({ id: z.string() }) },
      );
      return { id: answer.ResponseBody.id, status: answer.StatusCode };
    });
    expect(emitted(fetching).States['Pay']).toMatchObject({
      Resource: 'arn:aws:states:::http:invoke',
      Arguments: {
        ApiEndpoint: 'https://pay.example.com/charges',
        Method: 'POST',
        Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/pay/1' },
        Headers: { 'Idempotency-Key': input('orderId') },
        RequestBody: { amount: input('total') },
      },
      Output: { id: '{% $states.result.ResponseBody.id %}', status: '{% $states.result.StatusCode %}' },
    });
  });

  test('schedules activities by the placeholder of their name', () => {
    const manual = workflow('Manual', { input: Order }, (order) =>
      activity('ReviewPhoto', { id: order.orderId }, { output: z.string(), timeoutSeconds: 60 }),
    );
    expect(emitted(manual).States['ReviewPhoto']).toEqual({
      Type: 'Task',
      Resource: '${ReviewPhoto}',
      Arguments: { id: input('orderId') },
      TimeoutSeconds: 60,
      End: true,
    });
  });
});

describe('startExecution', () => {
  const child = workflow('Child', { input: z.object({ id: z.string() }) }, (given) => ({ was: given.id }));

  test('waits for the typed output of the other workflow', () => {
    const parent = workflow('Parent', { input: Order }, (order) => {
      const run = startExecution(child, { id: order.orderId });
      return run.was;
    });
    expect(emitted(parent).States['Child']).toEqual({
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Arguments: { StateMachineArn: '${Child}', Input: { id: input('orderId') } },
      Output: '{% $states.result.Output.was %}',
      End: true,
    });
    expect(parent.workflows).toEqual([child]);
    expect(executeBoth(parent, sampleOrder, { Child: ({ id = '' }) => ({ was: id }) }).output).toBe('o-1');
  });

  test('goes on at once with wait: false', () => {
    const parent = workflow('Parent', { input: Order }, (order) => {
      const run = startExecution(child, { id: 'x' }, { wait: false, executionName: order.orderId });
      return run.ExecutionArn;
    });
    expect(emitted(parent).States['Child']).toMatchObject({
      Resource: 'arn:aws:states:::states:startExecution',
      Arguments: { StateMachineArn: '${Child}', Name: input('orderId'), Input: { id: 'x' } },
      Output: '{% $states.result.ExecutionArn %}',
    });
  });

  test('refuses to wait for an Express workflow', () => {
    const express = workflow('Express', { input: Order, type: 'EXPRESS' }, () => 'x');
    const parent = () => workflow('Parent', { input: Order }, (order) => startExecution(express, order));
    expect(parent).toThrow(/Express is an Express workflow/);
  });
});

describe('waitForTaskToken', () => {
  test('hands the token to a task and gives the answer', () => {
    const asking = workflow('Asking', { input: Order }, (order) => {
      const answer = waitForTaskToken(reserve, (token) => ({ sku: token, orderId: order.orderId }), {
        output: z.object({ approved: z.boolean() }),
        errors: ['Rejected'],
        timeoutSeconds: 3600,
        heartbeatSeconds: 60,
        catch: { Rejected: () => ({ approved: false }), 'States.Timeout': () => ({ approved: false }) },
      });
      invoke(notify, { text: 'answered' });
      return answer.approved;
    });
    expect(emitted(asking).States['Reserve']).toMatchObject({
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: {
        FunctionName: '${Reserve}',
        Payload: { sku: '{% $states.context.Task.Token %}', orderId: input('orderId') },
      },
      TimeoutSeconds: 3600,
      HeartbeatSeconds: 60,
      Assign: { reserve: '{% $states.result %}' },
    });
    const approving = { Reserve: () => ({ approved: true }) };
    expect(execute(asking, sampleOrder, { answers: approving }).output).toBe(true);
    expect(execute(asking, sampleOrder, { answers: approving, queryLanguage: 'JSONPath' }).output).toBe(true);
  });

  test('hands the token to a service', () => {
    const queued = workflow('Queued', { input: Order }, () =>
      waitForTaskToken(SendMessageCommand, (token) => ({ QueueUrl: 'q', MessageBody: toJson({ token }) }), {
        output: z.string(),
        timeoutSeconds: 5,
      }),
    );
    expect(emitted(queued).States['SendMessage']).toMatchObject({
      Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken',
      Arguments: { QueueUrl: 'q', MessageBody: "{% $string({'token': $states.context.Task.Token}) %}" },
    });
  });
});
