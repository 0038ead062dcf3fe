import { z } from 'zod';
import { RecordedError, recordedError } from '../caught-error.ts';
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

/** A part as people read it: its error is a name and a sentence. */
const ReportedPart = PartOutcome.extend({ error: RecordedError.optional() });
type ReportedPart = z.output<typeof ReportedPart>;

/** The output of the workflow. */
export const AccountResult = z.object({
  status: z.enum(['READY', 'DEGRADED']),
  accountId: z.string(),
  email: z.string(),
  alias: z.string(),
  parts: z.record(z.enum(partNames), ReportedPart),
  /** Absent where the network has failed and its addresses are another's. */
  network: NetworkPlan.optional(),
});
export type AccountResult = z.output<typeof AccountResult>;

/** Pure: READY only if every part says so and the reading at the end has found nothing that is missing. */
export function partsReport(outcomes: Outcomes, drift: Drift): Pick<AccountResult, 'status' | 'parts'> {
  const partOf = (name: PartName) => proved(reported(outcomes[name]), driftOf(name, drift));
  const parts = Object.fromEntries(partNames.map((name) => [name, partOf(name)])) as AccountResult['parts'];
  const isDegraded = Object.values(parts).some(({ outcome }) => outcome === 'failed');
  return { status: isDegraded ? 'DEGRADED' : 'READY', parts };
}

type PartName = (typeof partNames)[number];

function driftOf(name: PartName, drift: Drift): Drift[number] | undefined {
  return drift.find(({ part }) => part === name);
}

function reported(told: PartOutcome | readonly PartOutcome[]): ReportedPart {
  if (Array.isArray(told)) return together(told.map(reported));
  const { error, ...outcome } = told as PartOutcome;
  return error === undefined ? outcome : { ...outcome, error: recordedError(error) };
}

/** Many regions, or lines, as one part: as good as the worst of them. */
function together(places: readonly ReportedPart[]): ReportedPart {
  if (places.length === 0) return { outcome: 'skipped', because: 'Nobody has asked for it.' };
  const changes = places.flatMap((place) => place.changes ?? []);
  const failures = places.flatMap(({ error }) => error ?? []);
  const [first] = failures;
  if (first !== undefined) {
    const message = `In ${failures.length} of ${places.length} places, of which one says: ${first.message}`;
    return { outcome: 'failed', changes, error: { name: first.name, message } };
  }
  const isChanged = places.some(({ outcome }) => outcome === 'changed');
  return { outcome: isChanged ? 'changed' : 'unchanged', changes };
}

/** A part that says it is done, and is not, has failed; one that has failed keeps its own reason. */
function proved(told: ReportedPart, drift: Drift[number] | undefined): ReportedPart {
  if (drift === undefined || told.outcome === 'failed') return told;
  const message = `Still missing: ${drift.missing.join('; ')}`;
  return { ...told, outcome: 'failed', error: { name: 'NotAsWanted', message } };
}
