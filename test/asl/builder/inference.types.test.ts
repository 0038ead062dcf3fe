import { CreateAccountCommand } from '@aws-sdk/client-organizations';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import {
  attempt,
  call,
  choice,
  defineTask,
  distributedMap,
  eq,
  fail,
  field,
  fromJson,
  invoke,
  map,
  merge,
  orElse,
  parallel,
  pass,
  poll,
  required,
  s3Objects,
  startExecution,
  variable,
  waitForTaskToken,
  when,
  workflow,
  type Reference,
  type Task,
  type Workflow,
  type WrittenResults,
} from '../../../asl/index.ts';
import type { CommandInput, PascalCase } from '../../../asl/builder/sdk-shape.ts';

/** Whether two types are the same, and not merely assignable to each other. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the functions are compared, never called
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Expect<T extends true> = T;
/** A list of expectations that hold. */
type Types<All extends readonly true[]> = All[number];

/** What a reference's value will be. */
type Of<R> = R extends Reference<infer T> ? T : never;

const Order = z.object({
  orderId: z.string(),
  total: z.number(),
  currency: z.string().default('EUR'),
  note: z.string().optional(),
  placedAt: z.date(),
  buyer: z.object({ name: z.string(), length: z.number() }),
  kind: z.discriminatedUnion('type', [
    z.object({ type: z.literal('card'), number: z.string() }),
    z.object({ type: z.literal('cash') }),
  ]),
  lines: z.array(z.object({ sku: z.string() })),
});

const charge = defineTask('Charge', {
  input: z.object({ amount: z.number(), currency: z.string().default('EUR') }),
  output: z.object({ chargeId: z.string(), at: z.date() }),
  errors: ['Declined', 'Unreachable'],
  handler: () => ({ chargeId: 'c', at: new Date(0) }),
});

const child = workflow('Child', { input: z.object({ id: z.string() }) }, (given) => {
  const charged = invoke(charge, { amount: 1 });
  return { id: given.id, chargeId: charged.chargeId, fixed: 'yes', list: [1, given.id] };
});

workflow('Inference', { input: Order }, (order) => {
  const charged = invoke(charge, { amount: order.total });
  const handled = invoke(
    charge,
    { amount: 1 },
    { catch: { Declined: () => 'declined', Unreachable: () => undefined } },
  );
  const isPaid = eq(order.orderId, 'paid');
  const chosen = choice(
    isPaid,
    () => charged,
    () => ({ chargeId: 'none' }),
  );
  const different = choice([
    when(isPaid, () => charged.chargeId),
    when(isPaid, () => 3),
    when(isPaid, () => {}),
  ]);
  const many = choice([when(isPaid, () => 1)], () => fail('No'));
  const alone = choice(isPaid, () => 'here');
  const [first, second] = parallel(
    () => charged.chargeId,
    () => undefined,
  );
  const named = parallel({ a: () => 1, b: () => charged });
  const mapped = map(order.lines, (line, index) => ({ sku: line.sku, index }));
  const attempted = attempt(() => invoke(charge, { amount: 1 }).chargeId, {
    'States.ALL': (error) => error.Cause,
  });
  const spelt = fromJson<{ readonly sku: string }>(order.orderId);
  const polled = poll(() => charged, {
    until: () => isPaid,
    everySeconds: 1,
    atMost: 2,
    exhausted: () => 'late',
  });
  const started = startExecution(child, { id: 'x' }, { wait: false });
  const ran = startExecution(child, { id: 'x' });
  const answered = waitForTaskToken(charge, () => ({ amount: 1 }), {
    output: z.boolean(),
    timeoutSeconds: 1,
  });
  const batched = distributedMap(s3Objects({ bucket: 'b' }), (objects) => objects.at(0).Size, {
    batch: { maxItems: 1 },
  });
  const written = distributedMap(s3Objects({ bucket: 'b' }), (objects) => objects.at(0).Size, {
    batch: { maxItems: 1 },
    resultWriter: { bucket: 'b', prefix: 'p' },
    catch: { 'States.ALL': (error) => error.Cause },
  });
  const token = variable('token', z.string().nullable(), null);
  const account = call(CreateAccountCommand, { Email: 'a', AccountName: 'b' });
  const history = call(GetExecutionHistoryCommand, { ExecutionArn: 'arn' });
  const body = call(GetObjectCommand, { Bucket: 'b', Key: 'k' });
  const passed = pass({ deep: [order.total], text: 'literal' });
  const merged = merge(charged, { chargeId: 3 });
  const { note } = order;

  const cases: Types<
    [
      Expect<Equal<Of<typeof order.orderId>, string>>,
      Expect<Equal<Of<typeof note>, string | undefined>>,
      Expect<Equal<Of<typeof order.currency>, string | undefined>>,
      Expect<Equal<Of<typeof order.buyer.name>, string>>,
      Expect<Equal<Of<typeof order.buyer.length>, number>>,
      Expect<Equal<Of<typeof order.placedAt>, string>>,
      Expect<Equal<Of<typeof order.kind.type>, 'card' | 'cash'>>,
      Expect<Equal<Of<typeof order.kind.number>, string | undefined>>,
      Expect<Equal<Of<ReturnType<typeof order.lines.at>>, { sku: string }>>,
      Expect<Equal<Of<typeof charged>, { chargeId: string; at: string }>>,
      Expect<Equal<Of<typeof handled>, { chargeId: string; at: string } | 'declined' | null>>,
      Expect<Equal<Of<typeof chosen.chargeId>, string>>,
      Expect<Equal<Of<typeof many>, 1>>,
      Expect<Equal<Of<typeof different>, string | 3 | null>>,
      Expect<Equal<Of<typeof alone>, 'here' | null>>,
      Expect<Equal<Of<typeof first>, string>>,
      Expect<Equal<keyof Of<typeof second> & string, never>>,
      Expect<Equal<Of<typeof named.a>, number>>,
      Expect<Equal<Of<typeof named.b.chargeId>, string>>,
      Expect<Equal<Of<typeof mapped>, { sku: string; index: number }[]>>,
      Expect<Equal<Of<typeof attempted>, string | null>>,
      Expect<Equal<Of<typeof spelt.sku>, string>>,
      Expect<Equal<Of<typeof polled>, { chargeId: string; at: string } | 'late'>>,
      Expect<Equal<Of<typeof started.ExecutionArn>, string>>,
      Expect<Equal<Of<typeof ran.fixed>, 'yes'>>,
      Expect<Equal<Of<typeof ran.list>, [1, string]>>,
      Expect<Equal<Of<typeof answered>, boolean>>,
      Expect<Equal<Of<typeof batched>, number[]>>,
      Expect<Equal<Of<typeof written>, WrittenResults | string | null>>,
      Expect<Equal<Of<typeof token.value>, string | null>>,
      Expect<Equal<Of<typeof account.CreateAccountStatus.RequestedTimestamp>, string>>,
      Expect<Equal<Of<ReturnType<typeof history.Events.at>['PreviousEventId']>, number>>,
      Expect<Equal<Of<typeof body.Body>, string>>,
      Expect<Equal<Of<typeof passed.deep>, [number]>>,
      Expect<Equal<Of<typeof passed.text>, 'literal'>>,
      Expect<Equal<Of<typeof merged>, { at: string; chargeId: 3 }>>,
    ]
  > = true;
  const filled = orElse(note, 0);
  const sure = required(note);
  const taken = field(order, 'total');
  const more: Types<
    [
      Expect<Equal<Of<typeof filled>, string | 0>>,
      Expect<Equal<Of<typeof sure>, string>>,
      Expect<Equal<Of<typeof taken>, number>>,
    ]
  > = true;
  void [cases, more];
});

type Declared = [
  Expect<
    Equal<
      typeof charge,
      Task<
        { amount: number; currency?: string | undefined },
        { chargeId: string; at: string },
        'Declined' | 'Unreachable'
      >
    >
  >,
  Expect<
    Equal<
      typeof child,
      Workflow<{ id: string }, { id: string; chargeId: string; fixed: 'yes'; list: [1, string] }>
    >
  >,
  Expect<Equal<PascalCase<'SSEKMSKeyId'>, 'SsekmsKeyId'>>,
  Expect<Equal<PascalCase<'BOOL'>, 'Bool'>>,
  Expect<Equal<PascalCase<'ETag'>, 'ETag'>>,
  Expect<Equal<PascalCase<'stateMachineArn'>, 'StateMachineArn'>>,
  Expect<Equal<PascalCase<'S'>, 'S'>>,
  Expect<Equal<CommandInput<typeof PutObjectCommand>['Bucket'], string>>,
  Expect<Equal<Exclude<CommandInput<typeof PutObjectCommand>['Body'], undefined>, string>>,
];

test('infers the types that are written beside it', () => {
  const declared: Types<Declared> = true;
  expect(declared).toBe(true);
  expect(child.tasks).toEqual([charge]);
});
