import exifReader, { type Exif } from 'exif-reader';

/** What a photo says about itself, as far as it says it. */
export interface PhotoFacts {
  readonly camera?: { readonly make?: string; readonly model?: string };
  /** ISO 8601: local time of the camera, with its offset from UTC where the camera wrote one. */
  readonly takenAt?: string;
  /** Degrees, WGS 84; south and west are negative. */
  readonly geo?: { readonly lat: number; readonly lon: number };
}

/** Never throws: a photo with broken EXIF is still a photo. Each fact stands or falls alone. */
export function readExif(block: Buffer | undefined): PhotoFacts {
  const exif = block === undefined ? undefined : parsed(block);
  if (exif === undefined) return {};
  const camera = cameraOf(exif);
  const takenAt = takenAtOf(exif);
  const geo = geoOf(exif);
  return {
    ...(camera !== undefined && { camera }),
    ...(takenAt !== undefined && { takenAt }),
    ...(geo !== undefined && { geo }),
  };
}

function parsed(block: Buffer): Exif | undefined {
  try {
    return exifReader(block);
  } catch {
    return undefined;
  }
}

function cameraOf({ Image: image }: Exif): PhotoFacts['camera'] {
  const make = textOf(image?.Make);
  const model = textOf(image?.Model);
  if (make === undefined && model === undefined) return undefined;
  return { ...(make !== undefined && { make }), ...(model !== undefined && { model }) };
}

/** When the shutter opened, else when the picture was digitised; DateTime is when the file was last changed. */
function takenAtOf({ Photo: photo }: Exif): string | undefined {
  const original = localTime(photo?.DateTimeOriginal);
  if (original !== undefined) return original + offsetOf(photo?.OffsetTimeOriginal);
  const digitized = localTime(photo?.DateTimeDigitized);
  return digitized === undefined ? undefined : digitized + offsetOf(photo?.OffsetTimeDigitized);
}

/** exif-reader gives the camera's wall clock as if it were UTC; cameras that were never set write zeros. */
function localTime(value: unknown): string | undefined {
  if (!(value instanceof Date) || Number.isNaN(value.getTime()) || value.getUTCFullYear() < 1900)
    return undefined;
  return value.toISOString().slice(0, 19);
}

function offsetOf(value: unknown): string {
  return textOf(value)?.match(/^[+-](0\d|1[0-4]):[0-5]\d$/)?.[0] ?? '';
}

function geoOf({ GPSInfo: gps }: Exif): PhotoFacts['geo'] {
  const lat = degreesOf(gps?.GPSLatitude, signOf(gps?.GPSLatitudeRef, 'N', 'S'), 90);
  const lon = degreesOf(gps?.GPSLongitude, signOf(gps?.GPSLongitudeRef, 'E', 'W'), 180);
  return lat === undefined || lon === undefined ? undefined : { lat, lon };
}

/** Without its hemisphere a position is one of four: better none than a wrong one. */
function signOf(value: unknown, positive: string, negative: string): 1 | -1 | undefined {
  const hemisphere = textOf(value)?.charAt(0).toUpperCase();
  if (hemisphere === positive) return 1;
  return hemisphere === negative ? -1 : undefined;
}

/** Degrees, minutes and seconds, of which cameras may leave out the last ones, as decimal degrees to 0.1 m. */
function degreesOf(value: unknown, sign: 1 | -1 | undefined, degreesMax: number): number | undefined {
  if (sign === undefined || !Array.isArray(value)) return undefined;
  const [degrees, minutes = 0, seconds = 0] = value.map(Number);
  if (degrees === undefined || ![degrees, minutes, seconds].every((part) => part >= 0)) return undefined;
  const decimal = degrees + minutes / 60 + seconds / 3600;
  return decimal <= degreesMax ? sign * Number(decimal.toFixed(6)) : undefined;
}

/** EXIF text is ASCII by the standard and UTF-8 in the wild, padded with NUL or blanks. */
function textOf(value: unknown): string | undefined {
  const text = Buffer.isBuffer(value) ? value.toString('utf8') : value;
  if (typeof text !== 'string') return undefined;
  const [beforeNul = ''] = text.split('\0');
  return beforeNul.trim().slice(0, TEXT_LENGTH_MAX) || undefined;
}

const TEXT_LENGTH_MAX = 200;
