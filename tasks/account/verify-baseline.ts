import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { Account } from './account.ts';
import { configMissing } from './baseline/config-recorder.ts';
import { defaultVpcMissing } from './baseline/default-vpc.ts';
import { iam } from './baseline/iam.ts';
import { launchGuard } from './baseline/launch-guard.ts';
import { trail } from './baseline/trail.ts';
import { inCloud } from './cloud.ts';
import { cloudErrors, cloudRetries } from './cloud-failure.ts';
import { findNetwork } from './network/network-stack.ts';
import { type Change, partNames } from './part.ts';

/** What is not as it should be, although a task has said so; in the words of what would set it right. */
export const Drift = z.array(z.object({ part: z.enum(partNames), missing: z.array(z.string()) }));
export type Drift = z.output<typeof Drift>;

/** Reads everything once more, and believes nobody. */
export const verifyBaseline = defineTask('VerifyBaseline', {
  input: z.object({ account: Account }),
  output: z.object({ drift: Drift }),
  errors: [...cloudErrors, 'StorageUnavailable'],
  timeoutSeconds: 300,
  retry: cloudRetries,
  handler: ({ account }) =>
    inCloud(async () => {
      const hasNetwork = (await findNetwork(account))?.status === 'COMPLETE';
      const drift = {
        iam: says(await iam.missing(account)),
        trail: says(await trail.missing(account)),
        network: hasNetwork ? [] : ['Make the network'],
        launchGuard: hasNetwork ? says(await launchGuard.missing(account)) : [],
        config: await inEachRegion(account, configMissing),
        defaultVpcs: await inEachRegion(account, defaultVpcMissing),
      };
      return { drift: partNames.flatMap((part) => driftOf(part, drift)) };
    }),
});

function says(changes: readonly Change[]): readonly string[] {
  return changes.map((change) => change.says);
}

/** Regions at once: AWS throttles who asks for all. */
const REGIONS_AT_ONCE = 5;

async function inEachRegion(
  account: Account,
  missing: (account: Account, region: string) => Promise<readonly Change[]>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (let first = 0; first < account.regions.length; first += REGIONS_AT_ONCE) {
    const some = account.regions.slice(first, first + REGIONS_AT_ONCE);
    const changes = await Promise.all(some.map((region) => missing(account, region)));
    found.push(...says(changes.flat()));
  }
  return found;
}

type PartName = (typeof partNames)[number];

function driftOf(part: PartName, drift: { readonly [Name in PartName]?: readonly string[] }): Drift {
  const missing = drift[part] ?? [];
  return missing.length === 0 ? [] : [{ part, missing: [...missing] }];
}
