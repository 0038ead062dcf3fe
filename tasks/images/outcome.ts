import { z } from 'zod';
import { CaughtError, recordedError } from '../caught-error.ts';
import {
  ImageProperties,
  type Label,
  type MissingPart,
  type Moderation,
  PhotoFacts,
  type PhotoResult,
  StoredThumbnail,
} from './photo-record.ts';
import { moderate } from './moderation.ts';
import { LabelsOutcome, ModerationOutcome } from './recognition.ts';

/** What the branches of the workflow came to, each as an answer, a reason to skip, or a caught error. */
export const Findings = z.object({
  photoId: z.string(),
  facts: PhotoFacts,
  labels: LabelsOutcome,
  moderation: ModerationOutcome,
  thumbnails: z.union([z.object({ answer: z.array(StoredThumbnail) }), z.object({ failed: CaughtError })]),
  properties: z.union([
    z.object({ answer: ImageProperties }),
    z.object({ skipped: z.string() }),
    z.object({ failed: CaughtError }),
  ]),
});
export type Findings = z.output<typeof Findings>;

/**
 * A part that failed makes the photo PARTIAL, a part that was skipped for a reason does not. A rejected picture has no
 * thumbnails: the workflow withdraws them.
 */
export function decide(findings: Findings): PhotoResult {
  const { photoId, facts, thumbnails, properties } = findings;
  const moderation = moderate(findings.moderation);
  const missing = missingParts(findings);
  const status = statusOf(moderation, missing);
  return {
    ...facts,
    photoId,
    status,
    labels: labelsOf(findings.labels),
    moderation,
    thumbnails: status !== 'REJECTED' && 'answer' in thumbnails ? thumbnails.answer : [],
    missing,
    ...('answer' in properties && { properties: properties.answer }),
  };
}

function statusOf(moderation: Moderation, missing: readonly MissingPart[]): PhotoResult['status'] {
  if (moderation.verdict === 'REJECT') return 'REJECTED';
  return missing.some(({ error }) => error !== undefined) ? 'PARTIAL' : 'SUCCEEDED';
}

function missingParts(findings: Findings): MissingPart[] {
  const parts = ['labels', 'moderation', 'thumbnails', 'properties'] as const;
  return parts.flatMap((part) => {
    const outcome = findings[part];
    if ('skipped' in outcome) return [{ part, because: outcome.skipped }];
    if (!('failed' in outcome)) return [];
    const { name, message } = recordedError(outcome.failed);
    return [{ part, because: message, error: name }];
  });
}

function labelsOf(outcome: LabelsOutcome): Label[] {
  if (!('answer' in outcome)) return [];
  return (outcome.answer.Labels ?? []).map(({ Name, Confidence, Parents }) => ({
    name: Name ?? '',
    confidence: Confidence ?? 0,
    parents: (Parents ?? []).map((parent) => parent.Name ?? ''),
  }));
}
