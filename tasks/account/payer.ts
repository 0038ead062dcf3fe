import { TaskError } from '../../asl/builder/task-error.ts';
import type { AccountRequest } from './account-request.ts';
import { accountSettings, type AccountSettings } from './store/account-settings.ts';

/** A management account, as the settings have it. */
export type Payer = AccountSettings['payers'][string];

/** Throws UnknownPayer. */
export function payerOf({ payer }: Pick<AccountRequest, 'payer'>): Payer {
  const found = accountSettings().payers[payer];
  if (found !== undefined) return found;
  throw new TaskError('UnknownPayer', `There is no payer ${payer}.`);
}

/** The organizational unit for an account; throws UnknownPayer or UnknownUnit. */
export function unitOf(request: Pick<AccountRequest, 'payer' | 'environment' | 'regulated'>): string {
  const { units, regulatedUnit } = payerOf(request);
  const unit = request.regulated ? regulatedUnit : units[request.environment];
  if (unit !== undefined) return unit;
  throw new TaskError('UnknownUnit', `${request.payer} has no unit for ${request.environment}.`);
}
