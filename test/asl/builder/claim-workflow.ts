import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { z } from 'zod';
import {
  attempt,
  call,
  choice,
  defineTask,
  eq,
  executionName,
  fail,
  field,
  format,
  gt,
  integration,
  invoke,
  length,
  map,
  ne,
  or,
  parallel,
  poll,
  required,
  startExecution,
  toJson,
  transient,
  waitForTaskToken,
  when,
  workflow,
} from '../../../asl/index.ts';

/** A workflow of the size that people have: an insurance claim, with some twenty tasks. Nothing of it runs. */

const Claim = z.object({
  claimId: z.string(),
  policyId: z.string(),
  amount: z.number(),
  documents: z.array(z.object({ key: z.string() })),
});
const ById = z.object({ claimId: z.string() });
const Nothing = z.object({});
const handler = (): never => {
  throw new Error('Nothing of this workflow runs.');
};

const registerClaim = defineTask('RegisterClaim', { input: Claim, output: ById, timeoutSeconds: 5, handler });
const screenCustomer = defineTask('ScreenCustomer', {
  input: z.object({ policyId: z.string() }),
  output: z.object({ risk: z.number() }),
  timeoutSeconds: 30,
  handler,
});
const readDocument = defineTask('ReadDocument', {
  input: z.object({ claimId: z.string(), key: z.string() }),
  output: z.object({ pages: z.number(), language: z.string() }),
  errors: ['Unreadable'],
  timeoutSeconds: 60,
  retry: [transient],
  handler,
});
const findPolicy = defineTask('FindPolicy', {
  input: z.object({ policyId: z.string() }),
  output: z.object({ status: z.enum(['ACTIVE', 'LAPSED', 'ENDED']), limit: z.number(), holder: z.string() }),
  errors: ['NoSuchPolicy'],
  timeoutSeconds: 5,
  handler,
});
const startEstimate = defineTask('StartEstimate', {
  input: z.object({ claimId: z.string(), pages: z.number() }),
  output: z.object({ jobId: z.string() }),
  timeoutSeconds: 10,
  handler,
});
const getEstimate = defineTask('GetEstimate', {
  input: z.object({ jobId: z.string() }),
  output: z.object({ state: z.enum(['RUNNING', 'DONE', 'FAILED']), amount: z.number() }),
  timeoutSeconds: 10,
  handler,
});
const askAdjuster = defineTask('AskAdjuster', {
  input: z.object({ claimId: z.string(), amount: z.number(), token: z.string() }),
  output: Nothing,
  timeoutSeconds: 10,
  handler,
});
const reserveFunds = defineTask('ReserveFunds', {
  input: z.object({ claimId: z.string(), amount: z.number() }),
  output: z.object({ reservationId: z.string() }),
  timeoutSeconds: 10,
  handler,
});
const releaseFunds = defineTask('ReleaseFunds', {
  input: ById,
  output: Nothing,
  timeoutSeconds: 10,
  handler,
});
const payOut = defineTask('PayOut', {
  input: z.object({ claimId: z.string(), reservationId: z.string() }),
  output: z.object({ paymentId: z.string() }),
  errors: ['AccountClosed'],
  timeoutSeconds: 30,
  retry: [transient],
  handler,
});
const reversePayment = defineTask('ReversePayment', {
  input: z.object({ paymentId: z.string() }),
  output: Nothing,
  timeoutSeconds: 30,
  handler,
});
const closeClaim = defineTask('CloseClaim', { input: ById, output: Nothing, timeoutSeconds: 5, handler });

const archive = workflow('ArchiveClaim', { input: ById }, ({ claimId }) => ({ claimId }));

/** The same claim, with one more task in its middle or without. */
export const claimWorkflow = ({ screened }: { readonly screened: boolean }) =>
  workflow(
    'HandleClaim',
    { input: Claim, timeoutSeconds: 7 * 86_400, comment: 'From the claim to the payment' },
    (claim) => {
      const { claimId } = invoke(registerClaim, claim);
      const { policy, documents } = parallel({
        policy: () =>
          invoke(
            findPolicy,
            { policyId: claim.policyId },
            { catch: { NoSuchPolicy: () => ({ status: 'ENDED', limit: 0, holder: '' }) } },
          ),
        documents: () =>
          map(
            claim.documents,
            (document) =>
              attempt(() => ({ read: invoke(readDocument, { claimId, key: document.key }) }), {
                Unreadable: (error) => ({ unreadable: error.Cause }),
              }),
            { maxConcurrency: 4 },
          ),
      });
      if (screened) {
        const { risk } = invoke(screenCustomer, { policyId: claim.policyId });
        choice(gt(risk, 80), () => fail('TooRisky', format`The risk is ${risk}.`));
      }
      choice(
        [
          when(eq(policy.status, 'LAPSED'), () => fail('PolicyLapsed')),
          when(eq(policy.status, 'ENDED'), () => fail('PolicyEnded', format`${claim.policyId} has ended.`)),
        ],
        { comment: 'Only an active policy pays' },
      );
      const { jobId } = invoke(startEstimate, { claimId, pages: length(documents) });
      const estimate = poll(() => invoke(getEstimate, { jobId }, { retry: [transient] }), {
        as: 'Estimate',
        until: (job) => ne(job.state, 'RUNNING'),
        everySeconds: 20,
        atMost: 90,
      });
      const approved = choice(
        or(gt(estimate.amount, policy.limit), eq(estimate.state, 'FAILED')),
        () =>
          waitForTaskToken(askAdjuster, (token) => ({ claimId, amount: estimate.amount, token }), {
            output: z.object({ amount: z.number() }),
            timeoutSeconds: 3 * 86_400,
            catch: { 'States.Timeout': () => fail('NobodyDecided') },
          }).amount,
        () => estimate.amount,
      );
      const reserved = invoke(
        reserveFunds,
        { claimId, amount: approved },
        { undoByKey: () => invoke(releaseFunds, { claimId }) },
      );
      const paid = invoke(
        payOut,
        { claimId, reservationId: reserved.reservationId },
        {
          undo: ({ paymentId }) => invoke(reversePayment, { paymentId }),
          catch: { AccountClosed: (error) => fail('CannotPay', error.Cause) },
        },
      );
      const account = call(GetItemCommand, {
        TableName: 'ledger',
        Key: { claimId: { S: claimId } },
        ConsistentRead: true,
      });
      choice(ne(required(field(account.Item, 'paymentId').S), paid.paymentId), () => fail('LedgerDiffers'));
      invoke(closeClaim, { claimId });
      attempt(
        () => {
          integration('arn:aws:states:::sns:publish', {
            TopicArn: '${PaidClaims}',
            Message: format`Claim ${claimId} is paid: ${approved}.`,
          });
          call(PutEventsCommand, {
            Entries: [{ Source: 'claims', DetailType: 'Paid', Detail: toJson({ claimId, approved }) }],
          });
        },
        { 'States.ALL': () => null },
      );
      startExecution(
        archive,
        { claimId },
        { wait: false, executionName: executionName(), catch: { 'States.ALL': () => null } },
      );
      return { claimId, paymentId: paid.paymentId, amount: approved };
    },
  );
