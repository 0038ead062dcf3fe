import {
  CloudTrailClient,
  CreateTrailCommand,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
  StartLoggingCommand,
  type Trail,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import type { Account } from '../account.ts';
import { cloud } from '../cloud.ts';
import type { Change, Part } from '../part.ts';
import { accountSettings } from '../store/account-settings.ts';

/** One trail, of all regions, into the central bucket under the account's alias, with files that can be checked. */
export const trail: Part = {
  missing: async (account) => {
    const { trailBucket } = accountSettings();
    return trailChanges({ account, trailBucket }, await readTrail(account));
  },
};

const TRAIL = 'account-trail';

export interface FoundTrail {
  readonly trail: Trail | undefined;
  readonly isLogging: boolean;
}

async function readTrail({ roleArns, region }: Account): Promise<FoundTrail> {
  const client = cloud().client(CloudTrailClient, { roleArns, region });
  const { trailList: [found] = [] } = await client.send(
    new DescribeTrailsCommand({ trailNameList: [TRAIL], includeShadowTrails: false }),
  );
  if (found === undefined) return { trail: undefined, isLogging: false };
  const { IsLogging: isLogging = false } = await client.send(new GetTrailStatusCommand({ Name: TRAIL }));
  return { trail: found, isLogging };
}

export interface WantedTrail {
  readonly account: Pick<Account, 'alias' | 'region'>;
  readonly trailBucket: string;
}

/** Pure. The account's limit of trails ends it for good: somebody has made trails by hand. */
export function trailChanges(
  { account: { alias, region }, trailBucket }: WantedTrail,
  { trail: found, isLogging }: FoundTrail,
): readonly Change[] {
  const change = (says: string, command: object): Change => ({
    says,
    client: CloudTrailClient,
    command,
    region,
  });
  const settings = {
    S3BucketName: trailBucket,
    S3KeyPrefix: alias,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: true,
  };
  const request = { Name: TRAIL, ...settings, EnableLogFileValidation: true };
  const isAsWanted =
    found?.LogFileValidationEnabled === true &&
    Object.entries(settings).every(([key, wanted]) => found[key as keyof typeof settings] === wanted);
  const start = change('Start the trail', new StartLoggingCommand({ Name: TRAIL }));
  return [
    ...(found === undefined ? [change('Create the trail', new CreateTrailCommand(request))] : []),
    ...(found === undefined || isAsWanted
      ? []
      : [change('Correct the trail', new UpdateTrailCommand(request))]),
    ...(isLogging ? [] : [start]),
  ];
}
