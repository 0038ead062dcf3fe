import { z } from 'zod';
import { RecordedError } from '../caught-error.ts';

/**
 * RUNNING while an execution works on the photo. Then SUCCEEDED; PARTIAL when a part of the work failed and the rest is
 * there; REJECTED when moderation refused the picture; FAILED when there is nothing to show.
 */
export const PhotoStatus = z.enum(['RUNNING', 'SUCCEEDED', 'PARTIAL', 'REJECTED', 'FAILED']);
export type PhotoStatus = z.output<typeof PhotoStatus>;

const Pixels = z.int().min(1);
export const Size = z.object({ width: Pixels, height: Pixels });

export const ImageType = z.enum(['jpeg', 'png', 'gif', 'webp', 'avif']);

/** What the picture's bytes say before anything is decoded. */
export const PhotoFacts = z.object({
  type: ImageType,
  bytes: z.int().min(0),
  uprightSize: Size,
  frames: z.int().min(1),
  hasAlpha: z.boolean(),
  takenAt: z.string().optional(),
  geo: z.object({ lat: z.number(), lon: z.number() }).optional(),
  camera: z.object({ make: z.string().optional(), model: z.string().optional() }).optional(),
});
export type PhotoFacts = z.output<typeof PhotoFacts>;

export const StoredThumbnail = Size.extend({
  name: z.string(),
  bucket: z.string(),
  key: z.string(),
  bytes: z.int().min(1),
  type: z.enum(['jpeg', 'png', 'webp', 'avif']),
});
export type StoredThumbnail = z.output<typeof StoredThumbnail>;

export const ImageProperties = z.object({
  brightness: z.number(),
  contrast: z.number(),
  sharpness: z.number(),
  dominantColours: z.array(z.object({ hex: z.string(), percent: z.number() })),
});
export type ImageProperties = z.output<typeof ImageProperties>;

export const Label = z.object({ name: z.string(), confidence: z.number(), parents: z.array(z.string()) });
export type Label = z.output<typeof Label>;

/** ALLOW and REJECT are the policy's; REVIEW means that a person has to look: something mild, or nothing was asked. */
export const Moderation = z.object({
  verdict: z.enum(['ALLOW', 'REVIEW', 'REJECT']),
  because: z.string(),
  labels: z.array(z.object({ name: z.string(), confidence: z.number(), parent: z.string() })),
});
export type Moderation = z.output<typeof Moderation>;

/** A part of the work that did not happen; `error` is absent where it was skipped on purpose. */
export const MissingPart = z.object({
  part: z.enum(['labels', 'moderation', 'thumbnails', 'properties']),
  because: z.string(),
  error: z.string().optional(),
});
export type MissingPart = z.output<typeof MissingPart>;

/** Everything that is known about a photo when its execution ends. */
export const PhotoResult = PhotoFacts.partial().extend({
  photoId: z.string(),
  status: PhotoStatus.exclude(['RUNNING']),
  labels: z.array(Label),
  moderation: Moderation.optional(),
  thumbnails: z.array(StoredThumbnail),
  properties: ImageProperties.optional(),
  missing: z.array(MissingPart),
  error: RecordedError.optional(),
});
export type PhotoResult = z.output<typeof PhotoResult>;

/** What the rest of the house is told. Delivered at least once; `eventId` is the same each time. */
export const PhotoEvent = z.object({
  eventId: z.string(),
  photoId: z.string(),
  bucket: z.string(),
  key: z.string(),
  status: PhotoStatus.exclude(['RUNNING']),
  thumbnails: z.array(StoredThumbnail),
  error: RecordedError.optional(),
});
export type PhotoEvent = z.output<typeof PhotoEvent>;
