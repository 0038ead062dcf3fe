import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateAccountCommand } from '@aws-sdk/client-organizations';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import {
  activity,
  add,
  after,
  and,
  at,
  attempt,
  call,
  choice,
  contains,
  csvItems,
  defineTask,
  distributedMap,
  emit,
  eq,
  fail,
  field,
  format,
  gt,
  http,
  integration,
  invoke,
  isOneOf,
  length,
  map,
  matches,
  merge,
  ne,
  not,
  optional,
  orElse,
  parallel,
  pass,
  poll,
  raw,
  required,
  retryPolicy,
  s3Objects,
  startExecution,
  TaskError,
  toJson,
  transient,
  variable,
  wait,
  waitForTaskToken,
  when,
  workflow,
  type Expr,
  type Ref,
} from '../../../asl/index.ts';

/**
 * Programs that must not compile. Each mistake is marked; `tsc` fails when one of them compiles after all. Nothing of
 * it runs.
 */

const Order = z.object({
  orderId: z.string(),
  email: z.string(),
  total: z.number(),
  isGift: z.boolean(),
  note: z.string().optional(),
  nickname: z.string().nullable(),
  status: z.enum(['OPEN', 'PAID']),
  lines: z.array(z.object({ sku: z.string(), quantity: z.number() })),
});

const reserve = defineTask('Reserve', {
  input: z.object({
    orderId: z.string(),
    sku: z.string(),
    quantity: z.number(),
    note: z.string().optional(),
  }),
  output: z.object({ reservationId: z.string(), until: z.string().optional() }),
  errors: ['OutOfStock'],
  handler: (input) => ({ reservationId: input.sku }),
});

const charge = defineTask('Charge', {
  input: z.object({ amount: z.number() }),
  output: z.object({ chargeId: z.string() }),
  errors: ['Declined'],
  handler: () => ({ chargeId: '' }),
});

/** Takes what must be a text. */
function reserveFor(orderId: Expr<string>): void {
  invoke(reserve, { orderId, sku: 'a', quantity: 1 });
}

const Row = z.object({ id: z.string() });
const place = { bucket: 'b', key: 'k' };

const child = workflow('Child', { input: z.object({ id: z.string() }) }, (given) => ({ was: given.id }));

type OrderRef = Ref<z.output<typeof Order>>;

/** A body that is checked and never run. */
function mistakes(_body: (order: OrderRef) => unknown): void {}

test('what is right beside the mistakes compiles and is emitted', () => {
  const right = workflow('Right', { input: Order }, (order) => {
    const held = invoke(reserve, { orderId: order.orderId, sku: order.lines.at(0).sku, quantity: 1 });
    choice(gt(order.total, 10), () => invoke(charge, { amount: order.total }));
    return held.reservationId;
  });
  expect(right.tasks).toEqual([reserve, charge]);
  expect(Object.keys(emit(right).States)).toEqual(['Reserve', 'TotalOver10', 'Charge', 'Done']);
});

mistakes((order) => {
  // @ts-expect-error a field that the input does not have
  void order.nope;
  // @ts-expect-error a field of a field that it does not have
  void order.lines.at(0).price;
  // @ts-expect-error an index that is no number
  void order.lines.at('first');
  // @ts-expect-error items are taken with at(…)
  void order.lines[0];
  // @ts-expect-error text has no items
  void order.email.at(0);
  // @ts-expect-error comparison by JavaScript
  void (order.total > 10);
  // @ts-expect-error comparison by JavaScript, the other way round
  void (10 <= order.total);
  // @ts-expect-error equality by JavaScript
  void (order.orderId === 'x');
  // @ts-expect-error arithmetic by JavaScript
  void (order.total + 1);
  // @ts-expect-error arithmetic by JavaScript
  void (order.total * 2);
  // @ts-expect-error a condition of JavaScript
  if (order.isGift) void order;
  // @ts-expect-error a condition of JavaScript, in the middle of an expression
  void (order.isGift ? 1 : 2);
  // @ts-expect-error the name that every function has
  reserveFor(order.name);
  // @ts-expect-error the length that every function has
  invoke(charge, { amount: order.lines.length });
  // @ts-expect-error a list is not looped over
  for (const line of order.lines) void line;
  // @ts-expect-error a list has no JavaScript methods
  void order.lines.map((line) => line);
  // @ts-expect-error nor any other method, whose message says what to write
  order.lines.forEach(() => undefined);
  // @ts-expect-error text has no JavaScript methods
  void order.email.toUpperCase();
  // @ts-expect-error the input cannot be changed
  order.total = 3;
});

mistakes((order) => {
  // @ts-expect-error a misspelt field
  invoke(charge, { amuont: order.total });
  // @ts-expect-error a field of the wrong type
  invoke(charge, { amount: order.orderId });
  // @ts-expect-error a literal of the wrong type
  invoke(charge, { amount: '3' });
  // @ts-expect-error a missing field
  invoke(reserve, { orderId: order.orderId, sku: 'a' });
  // @ts-expect-error a field too many
  invoke(charge, { amount: 1, currency: 'EUR' });
  // @ts-expect-error a whole reference of the wrong type
  invoke(charge, order);
  // @ts-expect-error no input at all
  invoke(charge);
  // @ts-expect-error something that is no task
  invoke({ name: 'Charge' }, { amount: 1 });
  // @ts-expect-error what may be absent, where a value is needed
  invoke(reserve, { orderId: order.note, sku: 'a', quantity: 1 });
  // @ts-expect-error what may be null, where a value is needed
  invoke(reserve, { orderId: order.nickname, sku: 'a', quantity: 1 });
  // @ts-expect-error what may be absent, in a field that must be there
  invoke(reserve, { orderId: optional(order.note), sku: 'a', quantity: 1 });
  // @ts-expect-error what may be absent must be said to be optional
  invoke(reserve, { orderId: 'o', sku: 'a', quantity: 1, note: order.note });
  // @ts-expect-error a result has no such field
  void invoke(charge, { amount: 1 }).receipt;
  // @ts-expect-error a result that may be absent
  reserveFor(invoke(reserve, { orderId: 'o', sku: 'a', quantity: 1 }).until);
  // @ts-expect-error the name of a state is a text
  invoke(charge, { amount: 1 }, { as: 3 });
  // @ts-expect-error a setting that does not exist
  invoke(charge, { amount: 1 }, { timeoutMinutes: 3 });
  // @ts-expect-error a timeout that is no number
  invoke(charge, { amount: 1 }, { timeoutSeconds: order.email });
});

mistakes(() => {
  // @ts-expect-error an error that the task does not declare
  invoke(charge, { amount: 1 }, { catch: { OutOfStock: () => undefined } });
  // @ts-expect-error a misspelt reserved error name
  invoke(charge, { amount: 1 }, { catch: { 'States.Timout': () => undefined } });
  // @ts-expect-error a handler that is no function
  invoke(charge, { amount: 1 }, { catch: { Declined: 'ignore' } });
  // @ts-expect-error an error has no such field
  invoke(charge, { amount: 1 }, { catch: { Declined: (error) => error.message } });
  // @ts-expect-error the error of an SDK call without its service
  call(CreateAccountCommand, { Email: 'a', AccountName: 'b' }, { catch: { Throttled: () => undefined } });
  // @ts-expect-error the error of another integration
  startExecution(child, { id: 'x' }, { catch: { Lambda: () => undefined } });
  // @ts-expect-error an undo reads fields that the result does not have
  invoke(charge, { amount: 1 }, { undo: (done) => done.refundId });
  // @ts-expect-error a handler may return what the result is not, so its fields are not sure
  reserveFor(invoke(charge, { amount: 1 }, { catch: { Declined: () => null } }).chargeId);
});

mistakes((order) => {
  // @ts-expect-error a missing parameter
  call(CreateAccountCommand, { Email: order.email });
  // @ts-expect-error a misspelt parameter
  call(CreateAccountCommand, { Email: order.email, AccountName: 'x', Tag: [] });
  // @ts-expect-error a parameter of the wrong type
  call(CreateAccountCommand, { Email: order.total, AccountName: 'x' });
  // @ts-expect-error a member as the SDK spells it, and not as Step Functions does
  call(StartExecutionCommand, { stateMachineArn: 'arn' });
  // @ts-expect-error a capital run as the service spells it
  call(PutItemCommand, { TableName: 't', Item: { gift: { BOOL: true } } });
  // @ts-expect-error the result has no such member
  void call(CreateAccountCommand, { Email: 'a', AccountName: 'b' }).Account;
  // @ts-expect-error metadata of the SDK is not part of the result
  void call(CreateAccountCommand, { Email: 'a', AccountName: 'b' }).$metadata;
  // @ts-expect-error the input of the other workflow
  startExecution(child, { id: order.total });
  // @ts-expect-error the output of the other workflow
  void startExecution(child, { id: 'x' }).is;
  // @ts-expect-error a started execution has no output yet
  void startExecution(child, { id: 'x' }, { wait: false }).was;
  // @ts-expect-error a resource that is no integration
  integration('sqs:sendMessage', {});
  // @ts-expect-error a token needs a timeout
  waitForTaskToken(charge, () => ({ amount: 1 }), { output: z.string() });
  // @ts-expect-error the answer to a token needs a type
  waitForTaskToken(charge, () => ({ amount: 1 }), { timeoutSeconds: 5 });
  // @ts-expect-error the input of the task that is given the token
  waitForTaskToken(charge, (token) => ({ amount: token }), { output: z.string(), timeoutSeconds: 5 });
  // @ts-expect-error an activity needs a timeout
  activity('Review', {}, { output: z.string() });
  // @ts-expect-error a method that HTTP tasks do not have
  http({ endpoint: 'https://x', method: 'TRACE', connectionArn: 'arn' });
});

mistakes((order) => {
  // @ts-expect-error a condition that is no boolean
  choice(order.total, () => 1);
  // @ts-expect-error a choice needs something to do
  choice(order.isGift);
  // @ts-expect-error arms are functions
  choice(order.isGift, invoke(charge, { amount: 1 }));
  // @ts-expect-error a choice of many ways needs one
  choice([]);
  // @ts-expect-error an arm needs something to do
  choice([when(order.isGift)]);
  // @ts-expect-error a field that one of the arms does not have is not sure
  reserveFor(choice([when(order.isGift, () => ({ n: 'a' }))], () => ({ m: 'b' })).n);
  // @ts-expect-error without otherwise the value may be null
  invoke(charge, { amount: choice(order.isGift, () => 3) });
  // @ts-expect-error branches are functions
  parallel(invoke(charge, { amount: 1 }));
  // @ts-expect-error a tuple has as many values as branches
  parallel(() => 1)[1].at(0);
  // @ts-expect-error the value of a branch has no such field
  void parallel({ a: () => invoke(charge, { amount: 1 }) }).a.receipt;
  // @ts-expect-error what returns nothing has no fields
  void parallel({ a: () => undefined }).a.field;
  // @ts-expect-error only lists have items
  map(order.email, (letter) => letter);
  // @ts-expect-error an item has no such field
  map(order.lines, (line) => line.price);
  // @ts-expect-error the result of a map is a list
  void map(order.lines, (line) => line.sku).sku;
  // @ts-expect-error rows have the fields of their schema
  distributedMap(csvItems(place, { item: Row }), (row) => row.title, {});
  // @ts-expect-error a batch is a list
  distributedMap(s3Objects({ bucket: 'b' }), (objects) => objects.Key, { batch: { maxItems: 2 } });
  // @ts-expect-error written results are not in the value
  void distributedMap(order.lines, (line) => line.sku, { resultWriter: { bucket: 'b', prefix: 'p' } }).at(0);
});

mistakes((order) => {
  // @ts-expect-error one of seconds and until
  wait({ seconds: 1, until: order.email });
  // @ts-expect-error a time is seconds or a timestamp
  wait({ minutes: 3 });
  // @ts-expect-error seconds are a number
  wait({ seconds: order.email });
  // @ts-expect-error a poll needs an end
  poll(() => 1, { until: () => true, everySeconds: 3 });
  // @ts-expect-error the condition of a poll is a reference
  poll(() => 1, { until: () => true, everySeconds: 3, atMost: 3 });
  // @ts-expect-error the condition of a poll is a boolean
  poll(() => 1, { until: (one) => one, everySeconds: 3, atMost: 3 });
  // @ts-expect-error a transition of a hand-written state
  raw({ Type: 'Pass', Next: 'Elsewhere' });
  // @ts-expect-error a hand-written state needs a type
  raw({ Output: 1 });
  // @ts-expect-error an attempt needs handlers
  attempt(() => 1);
});

mistakes(() => {
  // @ts-expect-error an error name is a text
  fail(3);
});

mistakes(() => {
  // @ts-expect-error nothing goes on from a fail
  void fail('X').field;
});

mistakes((order) => {
  fail('Closed');
  // @ts-expect-error a state after a terminal one
  invoke(charge, { amount: order.total });
});

mistakes((order) => {
  // @ts-expect-error values of different types are never equal
  eq(order.total, 'three');
  // @ts-expect-error a value that the enumeration does not have
  eq(order.status, 'CLOSED');
  // @ts-expect-error objects are not compared
  ne(order.lines, order.lines);
  // @ts-expect-error only numbers have an order
  gt(order.email, 3);
  // @ts-expect-error times are texts
  after(order.total, order.email);
  // @ts-expect-error and takes conditions
  and(order.total, order.isGift);
  // @ts-expect-error and takes at least one
  and();
  // @ts-expect-error not takes a condition
  not(order.email);
  // @ts-expect-error add takes numbers
  add(order.email, 1);
  // @ts-expect-error a text has no count of items
  length(order.email);
  // @ts-expect-error JavaScript's not of a reference is always false
  choice(!order.isGift, () => 1);
  // @ts-expect-error a constant is no condition
  not(true);
  // @ts-expect-error a value that the enumeration does not have
  isOneOf(order.status, ['PAID', 'CLOSED']);
  // @ts-expect-error one of nothing
  isOneOf(order.status, []);
  // @ts-expect-error a variable keeps its type
  variable('count', z.number(), 0).set(order.email);
  // @ts-expect-error a variable is read by its value
  add(variable('count', z.number(), 0), 1);
  // @ts-expect-error the list has items of another type
  contains(['a', order.email], 3);
  // @ts-expect-error only objects are merged
  merge(order.email, order.email);
  // @ts-expect-error a number is not text
  matches(order.total, '1*');
  // @ts-expect-error an object does not fit into text
  void format`${order.lines}`;
  // @ts-expect-error text is JSON already
  toJson(order.email);
  // @ts-expect-error only lists have items
  at(order.email, 0);
  // @ts-expect-error a field that is not there
  field(order, 'nope');
  // @ts-expect-error the fallback has another type
  invoke(charge, { amount: orElse(order.note, 3) });
  // @ts-expect-error required changes no type but absence
  invoke(charge, { amount: required(order.note) });
  // @ts-expect-error the field of a computed value
  void pass({ a: 1 }).b;
});

defineTask('Wrong', {
  input: z.object({ a: z.string() }),
  output: z.object({ b: z.number() }),
  // @ts-expect-error the handler returns something else
  handler: () => ({ b: 'text' }),
});

defineTask('WrongInput', {
  input: z.object({ a: z.string() }),
  output: z.object({}),
  // @ts-expect-error the handler reads what is not there
  handler: (input) => void input.b,
});

defineTask('WrongRetry', {
  input: z.object({}),
  output: z.object({}),
  errors: ['Declined'],
  // @ts-expect-error a policy for an error that nobody reports
  retry: [transient, retryPolicy({ errors: ['Declind'] })],
  handler: () => ({}),
});

// @ts-expect-error a policy needs errors
retryPolicy({ maxAttempts: 3 });

// @ts-expect-error an error has a message
void new TaskError('Declined');

mistakes((order) => {
  // @ts-expect-error the function of a workflow is not async
  workflow('Waits', { input: Order }, async (given) => given.total);
  // @ts-expect-error a task is invoked, not called: what it promises is nothing that a workflow can return
  workflow('Calls', { input: Order }, (given) => charge({ amount: given.total }));
  // @ts-expect-error a function that forgets to return gives nothing that has fields
  void map(order.lines, (line) => wait({ seconds: line.quantity })).at(0).sku;
});

// @ts-expect-error a workflow needs an input
workflow('NoInput', {}, () => 1);

// @ts-expect-error a type of state machine that does not exist
workflow('Fast', { input: Order, type: 'FAST' }, () => 1);
