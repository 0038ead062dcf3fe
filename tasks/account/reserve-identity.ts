import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { repeatable } from '../aws/repeatable.ts';
import { AccountIdentity, identityOf } from './account-identity.ts';
import { AccountRequest } from './account-request.ts';
import { cloud } from './cloud.ts';
import { payerOf, unitOf } from './payer.ts';
import { accountSettings } from './store/account-settings.ts';

/** As long as the workflow may last: after that, whoever holds something is not at work any more. */
export const reservationSeconds = 7200;

/** The account that somebody has asked for, and how far it has come. */
export const Reservation = z.object({
  email: AccountIdentity.shape.email,
  alias: AccountIdentity.shape.alias,
  payerRoleArn: z.string(),
  /** An earlier execution has made it whole: whatever happens now, it is in use, and nobody quarantines it. */
  isRegistered: z.boolean(),
  /** Where an earlier execution has made it. */
  accountId: z.string().optional(),
});
export type Reservation = z.output<typeof Reservation>;

/** Takes the mail address for this request: of two executions at once, one gets it. */
export const reserveIdentity = defineTask('ReserveIdentity', {
  input: z.object({ request: AccountRequest, executionArn: z.string() }),
  output: Reservation,
  errors: [
    'UnknownPayer',
    'UnknownUnit',
    'UnknownRegion',
    'EmailTaken',
    'RequestInProgress',
    'AccountQuarantined',
    'StorageUnavailable',
  ],
  timeoutSeconds: 10,
  retry: repeatable,
  handler: async ({ request, executionArn }) => {
    const settings = accountSettings();
    const { roleArn: payerRoleArn } = payerOf(request);
    unitOf(request);
    if (!settings.regions.includes(request.region)) {
      throw new TaskError(
        'UnknownRegion',
        `${request.region} has no networks: ${settings.regions.join(', ')}.`,
      );
    }
    const { email, alias } = identityOf(request, settings);
    const { requestId } = request;
    const now = cloud().now();
    const wanted = { email, alias, requestId, executionArn, now, forSeconds: reservationSeconds };
    const { status, accountId } = await cloud().accounts.reserve(wanted);
    const isRegistered = status === 'READY' || status === 'DEGRADED';
    return { email, alias, payerRoleArn, isRegistered, ...(accountId && { accountId }) };
  },
});
