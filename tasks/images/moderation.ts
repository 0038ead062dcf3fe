import type { Moderation } from './photo-record.ts';
import type { ModerationOutcome } from './recognition.ts';

/**
 * The house's policy in percent of confidence: at `rejectPercent` and above the machine refuses the picture by itself,
 * at `reviewPercent` and above a person has to look.
 */
export const moderationPolicy = { rejectPercent: 90, reviewPercent: 60 } as const;

/** A picture that nobody could look at is never allowed by default: it waits for a person. */
export function moderate(outcome: ModerationOutcome): Moderation {
  if ('skipped' in outcome) return { verdict: 'REVIEW', because: outcome.skipped, labels: [] };
  if ('failed' in outcome) {
    return { verdict: 'REVIEW', because: `Moderation failed with ${outcome.failed.Error}.`, labels: [] };
  }
  const labels = (outcome.answer.ModerationLabels ?? []).map(({ Name, Confidence, ParentName }) => ({
    name: Name ?? '',
    confidence: Confidence ?? 0,
    parent: ParentName ?? '',
  }));
  const strongest = labels.toSorted((one, other) => other.confidence - one.confidence)[0];
  return { ...judge(strongest), labels };
}

function judge(
  strongest: { readonly name: string; readonly confidence: number } | undefined,
): Pick<Moderation, 'verdict' | 'because'> {
  if (strongest === undefined) return { verdict: 'ALLOW', because: 'Nothing was found.' };
  const { rejectPercent, reviewPercent } = moderationPolicy;
  const { name, confidence } = strongest;
  const found = `${name} with ${confidence} percent`;
  if (confidence >= rejectPercent)
    return { verdict: 'REJECT', because: `${found}: ${rejectPercent} or more.` };
  if (confidence >= reviewPercent)
    return { verdict: 'REVIEW', because: `${found}: ${reviewPercent} or more.` };
  return { verdict: 'ALLOW', because: `${found}: under ${reviewPercent}.` };
}
