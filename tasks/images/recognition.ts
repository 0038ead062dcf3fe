import { z } from 'zod';
import { CaughtError } from '../caught-error.ts';
import type { ImageType } from './picture/image-type.ts';
import type { Size } from './picture/size.ts';

/**
 * What Rekognition takes and what it answers (docs.aws.amazon.com/rekognition/latest/dg/limits.html): JPEG and PNG,
 * sides of 80 to 10,000 pixels, 15 MB when it reads from a bucket.
 */
export const recognitionLimits = {
  sidePixelsMin: 80,
  sidePixelsMax: 10_000,
  bytesMax: 15 * 1024 * 1024,
} as const;

/** Whether Rekognition will take the picture, and if it will not, why not. */
export const Recognizability = z.object({ recognizable: z.boolean(), because: z.string() });
export type Recognizability = z.output<typeof Recognizability>;

export interface Candidate {
  readonly type: ImageType;
  readonly bytes: number;
  readonly uprightSize: Size;
}

/** A picture that it would refuse is skipped with the reason: the photo is no worse for it. */
export function recognizability({ type, bytes, uprightSize }: Candidate): Recognizability {
  const { width, height } = uprightSize;
  const { sidePixelsMin, sidePixelsMax, bytesMax } = recognitionLimits;
  const size = `${width} x ${height} pixels`;
  if (type !== 'jpeg' && type !== 'png') return refused(`it is ${type.toUpperCase()}, not JPEG or PNG`);
  if (Math.min(width, height) < sidePixelsMin) return refused(`${size}: a side is under ${sidePixelsMin}`);
  if (Math.max(width, height) > sidePixelsMax) return refused(`${size}: a side is over ${sidePixelsMax}`);
  if (bytes > bytesMax) return refused(`${bytes} bytes: more than 15 MB`);
  return { recognizable: true, because: 'type, sides and bytes are within its limits' };
}

function refused(because: string): Recognizability {
  return { recognizable: false, because: `Rekognition does not take the picture: ${because}.` };
}

const Named = z.object({ Name: z.string().optional() });

/** Of Rekognition's answers, what is kept: confidence and parents too, in percent. */
const LabelsAnswer = z.object({
  Labels: z
    .array(
      z.object({
        Name: z.string().optional(),
        Confidence: z.number().optional(),
        Parents: z.array(Named).optional(),
      }),
    )
    .optional(),
});

const ModerationAnswer = z.object({
  ModerationLabels: z
    .array(
      z.object({
        Name: z.string().optional(),
        Confidence: z.number().optional(),
        ParentName: z.string().optional(),
      }),
    )
    .optional(),
});

/** What became of one part of the work: its answer, the reason to skip it, or the error that was caught. */
const outcomeOf = <Answer extends z.ZodType>(answer: Answer) =>
  z.union([z.object({ answer }), z.object({ skipped: z.string() }), z.object({ failed: CaughtError })]);

export const LabelsOutcome = outcomeOf(LabelsAnswer);
export type LabelsOutcome = z.output<typeof LabelsOutcome>;

export const ModerationOutcome = outcomeOf(ModerationAnswer);
export type ModerationOutcome = z.output<typeof ModerationOutcome>;
