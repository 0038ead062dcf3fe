import { TaskError } from '../../../asl/builder/task-error.ts';

/** Final errors of a picture: the same bytes will fail in the same way, so nobody retries them. */
export type ImageFailureName = 'UnsupportedType' | 'CorruptImage' | 'TooLarge';

export const imageFailures = ['UnsupportedType', 'CorruptImage', 'TooLarge'] as const;

/** As a typed error, if the picture is to blame; whatever else went wrong comes back as it was. */
export function imageFailureOf(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || thrown instanceof TaskError) return thrown;
  const known = failures.find(({ message }) => message.test(thrown.message));
  if (known === undefined) return thrown;
  return new TaskError(known.name, `${known.says} (${firstLine(thrown.message)}).`, { cause: thrown });
}

/** Whether a decoder's complaint costs no pixels: such a picture is shown by every viewer. */
export function isHarmlessWarning(thrown: unknown): boolean {
  return thrown instanceof Error && harmless.test(thrown.message) && !corrupting.test(thrown.message);
}

/**
 * sharp gives messages and no codes, so these are its wordings and those of the libraries beneath; a test holds each
 * of them to the sharp that is installed. First match counts.
 */
const failures: readonly {
  readonly name: ImageFailureName;
  readonly message: RegExp;
  readonly says: string;
}[] = [
  { name: 'TooLarge', message: /exceeds pixel limit/, says: 'The picture has more than 40 million pixels' },
  {
    name: 'UnsupportedType',
    message: /unsupported image format|Input Buffer is empty|compression format has not been built in/,
    says: 'The file is no picture of a supported type',
  },
  {
    name: 'CorruptImage',
    message: /corrupt header|premature end|not enough data|Warning treated as error|Unknown error/i,
    says: 'The picture is damaged or cut short',
  },
  {
    name: 'CorruptImage',
    message: /^(VipsJpeg|vipspng|gifload\w*|gif|webp\w*|heif\w*|source|spng\w*): /m,
    says: 'The picture cannot be decoded',
  },
];

/** libjpeg's warnings about bytes between segments and unusual markers (jerror.h); the pixels are all there. */
const harmless =
  /extraneous bytes before marker|Unknown Adobe color transform|Inconsistent progression sequence|unknown JFIF revision|Application transferred too many scanlines/i;

const corrupting = /premature end|bad Huffman|corrupt data|unexpected end/i;

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/[\s:.]+$/, '');
}
