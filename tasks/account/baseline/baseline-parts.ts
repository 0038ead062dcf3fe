import { z } from 'zod';
import { defineTask } from '../../../asl/builder/define-task.ts';
import { Account } from '../account.ts';
import { Region } from '../account-request.ts';
import { cloudErrors, cloudRetries } from '../cloud-failure.ts';
import { type Change, ensure, type Part, PartChanges } from '../part.ts';
import { configMissing } from './config-recorder.ts';
import { defaultVpcMissing } from './default-vpc.ts';
import { iam } from './iam.ts';
import { launchGuard } from './launch-guard.ts';
import { trail } from './trail.ts';

const errors = [...cloudErrors, 'StorageUnavailable'] as const;
const patience = { errors, timeoutSeconds: 120, retry: cloudRetries };

/** A dozen roles, each asked for thrice. */
export const ensureIam = ensuring('EnsureIam', iam);

export const ensureTrail = ensuring('EnsureTrail', trail);

export const ensureLaunchGuard = ensuring('EnsureLaunchGuard', launchGuard);

/** Config records in this region. */
export const ensureConfig = ensuringIn('EnsureConfig', configMissing);

/** No network is in this region that nobody has planned. */
export const removeDefaultVpc = ensuringIn('RemoveDefaultVpc', defaultVpcMissing);

/** The task that ensures a part. Done twice, it finds nothing to do, so its only undo is that of the account: quarantine. */
function ensuring(name: string, part: Part) {
  return defineTask(name, {
    input: z.object({ account: Account }),
    output: PartChanges,
    ...patience,
    handler: ({ account }) => ensure(part, account),
  });
}

/** The same in one of the account's regions. */
function ensuringIn(name: string, missing: (account: Account, region: string) => Promise<readonly Change[]>) {
  return defineTask(name, {
    input: z.object({ account: Account, region: Region }),
    output: PartChanges,
    ...patience,
    handler: ({ account, region }) => ensure({ missing: (one) => missing(one, region) }, account),
  });
}
