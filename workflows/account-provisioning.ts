import { DescribeCreateAccountStatusCommand } from '@aws-sdk/client-organizations';
import { and, eq, executionId, format, isPresent, not, toJson } from '../asl/builder/operators.ts';
import type { Ref } from '../asl/builder/reference.ts';
import { retryPolicy, transient } from '../asl/builder/retry-policy.ts';
import { attempt } from '../asl/builder/states/attempt.ts';
import { call } from '../asl/builder/states/call.ts';
import { choice } from '../asl/builder/states/choice.ts';
import { fail } from '../asl/builder/states/end.ts';
import type { CaughtError } from '../asl/builder/states/handlers.ts';
import { invoke } from '../asl/builder/states/invoke.ts';
import { map } from '../asl/builder/states/map.ts';
import { parallel } from '../asl/builder/states/parallel.ts';
import { poll } from '../asl/builder/states/poll.ts';
import { workflow } from '../asl/builder/workflow.ts';
import type { Account } from '../tasks/account/account.ts';
import { AccountRequest } from '../tasks/account/account-request.ts';
import { announceAccount } from '../tasks/account/announce-account.ts';
import {
  ensureConfig,
  ensureIam,
  ensureLaunchGuard,
  ensureTrail,
  removeDefaultVpc,
} from '../tasks/account/baseline/baseline-parts.ts';
import { ensureCreation } from '../tasks/account/creation/ensure-creation.ts';
import { enterAccount } from '../tasks/account/creation/enter-account.ts';
import { judgeCreation } from '../tasks/account/creation/judge-creation.ts';
import { placeAccount } from '../tasks/account/creation/place-account.ts';
import { denyEverything, markQuarantined, suspendAccount } from '../tasks/account/creation/quarantine.ts';
import { recordAccount } from '../tasks/account/creation/record-account.ts';
import { leaseNetwork } from '../tasks/account/lease-network.ts';
import {
  ensureNetwork,
  followNetwork,
  releaseBlock,
  removeNetwork,
  withdrawNetwork,
} from '../tasks/account/network/ensure-network.ts';
import type { NetworkPlan } from '../tasks/account/network/network-plan.ts';
import {
  allocateInterface,
  confirmInterface,
  deleteInterface,
} from '../tasks/account/network/virtual-interface.ts';
import { registerAccount } from '../tasks/account/register-account.ts';
import { releaseIdentity } from '../tasks/account/release-identity.ts';
import { releaseLeases } from '../tasks/account/release-leases.ts';
import { type Reservation, reserveIdentity, reservationSeconds } from '../tasks/account/reserve-identity.ts';
import { verifyBaseline } from '../tasks/account/verify-baseline.ts';

/** What Organizations answers to whoever asks too often, or while another account is being made. */
const organizationsBusy = retryPolicy({
  errors: ['TooManyRequestsException', 'ServiceException', 'ConcurrentModificationException'],
  maxAttempts: 6,
});
const patience = { timeoutSeconds: 15, retry: [transient, organizationsBusy] };

/** The outcome of a part that has failed; the account is DEGRADED, and the same request makes it good. */
const orFailed = {
  catch: { 'States.ALL': (error: Ref<CaughtError>) => ({ outcome: 'failed' as const, error }) },
};

/** What cannot be done is told. */
const orNot = { catch: { 'States.ALL': () => ({ done: false }) } };

/**
 * Somebody wants an account: it is made, furnished and handed over; or there is none, and nothing is left behind. A part
 * that fails leaves the account DEGRADED, and says why. The same request may be sent again at any time: what is as it
 * should be is left alone, so the second time nothing changes, and a part that had failed is made good.
 */
export const accountProvisioning = workflow(
  'AccountProvisioning',
  {
    input: AccountRequest,
    timeoutSeconds: reservationSeconds,
    comment: 'Request in; an account with roles, trail, Config and a network out',
  },
  (request) => {
    const executionArn = executionId();
    const reservation = invoke(
      reserveIdentity,
      { request, executionArn },
      { undoByKey: () => invoke(releaseIdentity, { request, executionArn }) },
    );
    const { email } = reservation;
    const plan = invoke(
      leaseNetwork,
      { request, email },
      { undoByKey: () => invoke(releaseLeases, { email }) },
    );
    const { accountId } = createAccount(request, reservation);
    invoke(recordAccount, { email, executionArn, accountId });

    return attempt(
      () => {
        const account = invoke(enterAccount, { reservation, accountId, region: request.region });
        const unit = invoke(placeAccount, { request, accountId });
        const outcomes = furnish(account, plan, email);
        const { drift } = invoke(verifyBaseline, { account });
        const result = invoke(registerAccount, {
          reservation,
          accountId,
          executionArn,
          plan,
          outcomes: { unit, ...outcomes },
          drift,
        });
        announce({ type: result.status, email, accountId }, 'AnnounceAccount');
        return result;
      },
      { 'States.ALL': (error) => giveUp({ request, reservation, executionArn, accountId }, error) },
    );
  },
);

/**
 * A creation takes minutes, and may be given up by AWS for reasons that pass: then it is asked for anew. It has no undo,
 * since an account cannot be un-made: one that nobody has furnished waits for the same request, which adopts it.
 */
function createAccount(request: Ref<AccountRequest>, reservation: Ref<Reservation>) {
  const { payerRoleArn } = reservation;
  return poll(
    () => {
      const found = invoke(ensureCreation, { request, reservation });
      const creation = choice(
        eq(found.is, 'ACCOUNT'),
        () => ({ CreateAccountStatus: { State: 'SUCCEEDED', AccountId: found.id } }),
        () => creationEnd(found.id, payerRoleArn),
        { as: 'IsThereAnAccount' },
      );
      return invoke(judgeCreation, { creation });
    },
    {
      as: 'Account',
      until: ({ verdict }) => eq(verdict, 'CREATED'),
      everySeconds: 30,
      atMost: 5,
      exhausted: () =>
        fail('CreationFailed', 'AWS has given up five creations for reasons that should pass.'),
    },
  );
}

function creationEnd(creationId: Ref<string>, RoleArn: Ref<string>) {
  return poll(
    () =>
      call(
        DescribeCreateAccountStatusCommand,
        { CreateAccountRequestId: creationId },
        { ...patience, credentials: { RoleArn } },
      ),
    {
      as: 'CreationEnd',
      until: ({ CreateAccountStatus: { State } }) => not(and(isPresent(State), eq(State, 'IN_PROGRESS'))),
      everySeconds: 10,
      atMost: 90,
      exhausted: () => fail('CreationTooSlow', 'The account was not there after a quarter of an hour.'),
    },
  );
}

/** Roles first, since Config records in the name of one. Each part for itself: what fails does not stop the others. */
function furnish(account: Ref<Account>, plan: Ref<NetworkPlan>, email: Ref<string>) {
  const iam = invoke(ensureIam, { account }, orFailed);
  const { trail, config, defaultVpcs, network } = parallel(
    {
      trail: () => invoke(ensureTrail, { account }, orFailed),
      config: () =>
        inEachRegion(account, 'RegionsToRecord', (place) => invoke(ensureConfig, place, orFailed)),
      defaultVpcs: () =>
        inEachRegion(account, 'RegionsToClear', (place) => invoke(removeDefaultVpc, place, orFailed)),
      network: () => ensureNetworkOf(account, plan, email),
    },
    { as: 'Furnish' },
  );
  const launchGuard = choice(
    eq(network.outcome, 'failed'),
    () => ({ outcome: 'skipped' as const, because: 'There is no network to guard.' }),
    () => invoke(ensureLaunchGuard, { account }, orFailed),
    { as: 'HasNetworkFailed' },
  );
  const directConnect = map(plan.vlans, (vlan) => ensureInterface(account, vlan), { as: 'Vlans' });
  return { iam, trail, config, defaultVpcs, network, launchGuard, directConnect };
}

function inEachRegion<Outcome>(
  account: Ref<Account>,
  as: string,
  ensure: (place: { readonly account: Ref<Account>; readonly region: Ref<string> }) => Outcome,
) {
  return map(account.regions, (region) => ensure({ account, region }), { as, maxConcurrency: 5 });
}

/** Both halves or none: an allocation that the account cannot confirm is taken back. */
function ensureInterface(account: Ref<Account>, vlan: Ref<number>) {
  return attempt(
    () => {
      const { outcome } = invoke(
        allocateInterface,
        { account, vlan },
        { undoByKey: () => invoke(deleteInterface, { account, vlan }) },
      );
      invoke(confirmInterface, { account, vlan });
      return { outcome };
    },
    { 'States.ALL': (error) => ({ outcome: 'failed' as const, error }) },
  );
}

/** A network that is rolled back gives its addresses back; one that may still come keeps them. */
function ensureNetworkOf(account: Ref<Account>, plan: Ref<NetworkPlan>, email: Ref<string>) {
  return attempt(
    () => {
      const { outcome } = invoke(ensureNetwork, { account, plan });
      poll(() => invoke(followNetwork, { account }), {
        as: 'NetworkEnd',
        until: ({ status }) => eq(status, 'COMPLETE'),
        everySeconds: 15,
        atMost: 70,
        exhausted: () =>
          fail('StackTooSlow', 'The network was not there when its stack should have been given up.'),
      });
      return { outcome };
    },
    {
      'States.ALL': (error) => {
        attempt(() => withdraw(account, email), { 'States.ALL': () => ({ released: 0 }) });
        return { outcome: 'failed' as const, error };
      },
    },
  );
}

function withdraw(account: Ref<Account>, email: Ref<string>) {
  const { hasGone } = invoke(withdrawNetwork, { account });
  return choice(
    hasGone,
    () => invoke(releaseBlock, { email }),
    () => ({ released: 0 }),
    { as: 'HasNetworkGone' },
  );
}

interface Failed {
  readonly request: Ref<AccountRequest>;
  readonly reservation: Ref<Reservation>;
  readonly executionArn: Ref<string>;
  readonly accountId: Ref<string>;
}

/**
 * An account that could not be handed over is shut away: without network, in the unit of the suspended, under the policy
 * that denies everything. What of this cannot be done is told, and the rest is done. One that somebody uses already is
 * left alone. In the end the undos give leases and address back, as far as nobody lives by them.
 */
function giveUp({ request, reservation, executionArn, accountId }: Failed, error: Ref<CaughtError>): never {
  const { email, isRegistered, payerRoleArn } = reservation;
  choice(isRegistered, () => fail(error.Error, format`${error.Cause}`, { as: 'AccountLeftAsItWas' }), {
    as: 'IsInUse',
  });
  const { payer, region } = request;
  const done = {
    network: invoke(removeNetwork, { accountId, payerRoleArn, region }, orNot).done,
    unit: invoke(suspendAccount, { payer, accountId }, orNot).done,
    policy: invoke(denyEverything, { payer, accountId }, orNot).done,
    row: invoke(markQuarantined, { email, executionArn }, orNot).done,
  };
  announce({ type: 'QUARANTINED', email, accountId }, 'AnnounceQuarantine');
  const cause = format`${error.Cause} Account ${accountId} is quarantined, as far as was done: ${toJson(done)}.`;
  return fail(error.Error, cause, { as: 'AccountQuarantined' });
}

/** Whoever missed it finds it in the table: no reason to fail the account. */
function announce(
  event: {
    readonly type: Ref<'READY' | 'DEGRADED'> | 'QUARANTINED';
    readonly email: Ref<string>;
    readonly accountId: Ref<string>;
  },
  as: string,
): void {
  invoke(announceAccount, event, { as, catch: { 'States.ALL': () => ({ announced: false }) } });
}
