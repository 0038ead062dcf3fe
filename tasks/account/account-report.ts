import { z } from 'zod';
import { NetworkPlan } from './network/network-plan.ts';
import { partNames, PartOutcome } from './part.ts';
import type { Drift } from './verify-baseline.ts';

/** Of each part its outcome; of those that are done region by region, one of each region. */
export const Outcomes = z.object({
  unit: PartOutcome,
  iam: PartOutcome,
  trail: PartOutcome,
  config: z.array(PartOutcome),
  defaultVpcs: z.array(PartOutcome),
  network: PartOutcome,
  launchGuard: PartOutcome,
  /** One of each VLAN; none where nobody has asked for a direct connection. */
  directConnect: z.array(PartOutcome),
});
export type Outcomes = z.output<typeof Outcomes>;

/** The output of the workflow. */
export const AccountResult = z.object({
  status: z.enum(['READY', 'DEGRADED']),
  accountId: z.string(),
  email: z.string(),
  alias: z.string(),
  parts: z.record(z.enum(partNames), PartOutcome),
  /** Absent where the network has failed and its addresses are another's. */
  network: NetworkPlan.optional(),
});
export type AccountResult = z.output<typeof AccountResult>;

/** Pure: READY only if every part says so and the reading at the end has found nothing that is missing. */
export function partsReport(outcomes: Outcomes, drift: Drift): Pick<AccountResult, 'status' | 'parts'> {
  const { config, defaultVpcs, directConnect, ...single } = outcomes;
  const told = {
    ...single,
    config: together(config),
    defaultVpcs: together(defaultVpcs),
    directConnect: directConnect.length === 0 ? notAskedFor : together(directConnect),
  };
  const parts = Object.fromEntries(
    partNames.map((name) => [
      name,
      proved(
        told[name],
        drift.find(({ part }) => part === name),
      ),
    ]),
  ) as AccountResult['parts'];
  const isDegraded = Object.values(parts).some(({ outcome }) => outcome === 'failed');
  return { status: isDegraded ? 'DEGRADED' : 'READY', parts };
}

const notAskedFor: PartOutcome = { outcome: 'skipped', because: 'Nobody has asked for it.' };

/** Many regions, or lines, as one part: as good as the worst of them. */
function together(places: readonly PartOutcome[]): PartOutcome {
  const changes = places.flatMap((place) => place.changes ?? []);
  const failures = places.flatMap(({ error }) => error ?? []);
  const [first] = failures;
  if (first !== undefined) {
    const Cause = `In ${failures.length} of ${places.length} places, of which one says: ${first.Cause ?? first.Error}`;
    return { outcome: 'failed', changes, error: { Error: first.Error, Cause } };
  }
  const isChanged = places.some(({ outcome }) => outcome === 'changed');
  return { outcome: isChanged ? 'changed' : 'unchanged', changes };
}

/** A part that says it is done, and is not, has failed; one that has failed keeps its own reason. */
function proved(told: PartOutcome, drift: Drift[number] | undefined): PartOutcome {
  if (drift === undefined || told.outcome === 'failed') return told;
  const Cause = `Still missing: ${drift.missing.join('; ')}`;
  return { ...told, outcome: 'failed', error: { Error: 'NotAsWanted', Cause } };
}
