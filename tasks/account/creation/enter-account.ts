import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { z } from 'zod';
import { defineTask } from '../../../asl/builder/define-task.ts';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { Account, rolesInto } from '../account.ts';
import { AccountId, Region } from '../account-request.ts';
import { cloud, inCloud } from '../cloud.ts';
import { ACCOUNT_NOT_READY, cloudErrors, cloudRetries } from '../cloud-failure.ts';
import { Reservation } from '../reserve-identity.ts';
import { accountSettings } from '../store/account-settings.ts';

/** Goes into the account for the first time, which a new one allows after a while, and looks which regions it has. */
export const enterAccount = defineTask('EnterAccount', {
  input: z.object({ reservation: Reservation, accountId: AccountId, region: Region }),
  output: Account,
  errors: [...cloudErrors, 'StorageUnavailable'],
  timeoutSeconds: 30,
  retry: cloudRetries,
  handler: ({ reservation: { email, alias, payerRoleArn }, accountId, region }) =>
    inCloud(async () => {
      const place = { roleArns: rolesInto(accountId, payerRoleArn), region };
      const { Account: entered } = await cloud()
        .client(STSClient, place)
        .send(new GetCallerIdentityCommand({}));
      if (entered !== accountId) {
        throw new TaskError(
          ACCOUNT_NOT_READY,
          `The role leads into ${entered ?? 'nothing'}, not ${accountId}.`,
        );
      }
      const { Regions = [] } = await cloud().client(EC2Client, place).send(new DescribeRegionsCommand({}));
      const { governedRegions } = accountSettings();
      const regions = Regions.map(({ RegionName }) => RegionName ?? '')
        .filter((one) => governedRegions?.includes(one) ?? true)
        .toSorted();
      return { accountId, email, alias, region, roleArns: [...place.roleArns], regions };
    }),
});
