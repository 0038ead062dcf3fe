import { ListParentsCommand, MoveAccountCommand } from '@aws-sdk/client-organizations';
import { z } from 'zod';
import { defineTask } from '../../../asl/builder/define-task.ts';
import { AccountRequest } from '../account-request.ts';
import { inCloud } from '../cloud.ts';
import { cloudErrors, cloudRetries } from '../cloud-failure.ts';
import { PartChanges } from '../part.ts';
import { payerOf, unitOf } from '../payer.ts';
import { organizationOf } from './ensure-creation.ts';

/** Puts the account into the organizational unit of its environment, whose policies it is under from then on. */
export const placeAccount = defineTask('PlaceAccount', {
  input: z.object({ request: AccountRequest, accountId: z.string() }),
  output: PartChanges,
  errors: ['UnknownPayer', 'UnknownUnit', ...cloudErrors, 'StorageUnavailable'],
  timeoutSeconds: 30,
  retry: cloudRetries,
  handler: async ({ request, accountId }): Promise<PartChanges> => {
    const unit = unitOf(request);
    const isMoved = await moveTo(unit, accountId, payerOf(request).roleArn);
    return isMoved
      ? { outcome: 'changed', changes: [`Move the account to ${unit}`] }
      : { outcome: 'unchanged', changes: [] };
  },
});

/** False where it is there already. */
export function moveTo(unit: string, accountId: string, payerRoleArn: string): Promise<boolean> {
  return inCloud(async () => {
    const organization = organizationOf(payerRoleArn);
    const { Parents: [parent] = [] } = await organization.send(
      new ListParentsCommand({ ChildId: accountId }),
    );
    if (parent?.Id === unit) return false;
    await organization.send(
      new MoveAccountCommand({ AccountId: accountId, SourceParentId: parent?.Id, DestinationParentId: unit }),
    );
    return true;
  });
}
