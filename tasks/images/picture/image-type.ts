/**
 * What a file is, told from its first bytes alone: names lie. Signatures are those of the formats' own
 * specifications; only the five formats that browsers show are taken, the rest is named so that the refusal can
 * say what the file is.
 */
export type ImageType = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif';

export type Sniffed =
  | { readonly supported: true; readonly type: ImageType }
  | { readonly supported: false; readonly looksLike: string };

/** Enough for every signature, and for the start tag of an SVG after its prologue. */
const SNIFFED_BYTES_MAX = 1024;

export function sniffImageType(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) return { supported: false, looksLike: 'an empty file' };
  const head = latin1(bytes.subarray(0, SNIFFED_BYTES_MAX));
  const type = supportedTypes.find(({ signature }) => signature(head, bytes))?.type;
  if (type !== undefined) return { supported: true, type };
  const refused = refusedTypes.find(({ signature }) => signature(head, bytes));
  return { supported: false, looksLike: refused?.looksLike ?? (isText(bytes) ? 'text' : 'unknown bytes') };
}

type Signature = (head: string, bytes: Uint8Array) => boolean;

const supportedTypes: readonly { readonly type: ImageType; readonly signature: Signature }[] = [
  { type: 'jpeg', signature: startsWith('\xff\xd8\xff') },
  { type: 'png', signature: startsWith('\x89PNG\r\n\x1a\n') },
  { type: 'gif', signature: startsWith('GIF87a', 'GIF89a') },
  { type: 'webp', signature: (head) => head.startsWith('RIFF') && head.startsWith('WEBP', 8) },
  { type: 'avif', signature: hasBrand('avif', 'avis') },
];

const refusedTypes: readonly { readonly looksLike: string; readonly signature: Signature }[] = [
  { looksLike: 'HEIC', signature: hasBrand('heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1') },
  { looksLike: 'a video', signature: (head) => head.startsWith('ftyp', 4) },
  { looksLike: 'TIFF', signature: startsWith('II*\0', 'MM\0*', 'II+\0', 'MM\0+') },
  { looksLike: 'BMP', signature: (head) => head.startsWith('BM') && head.startsWith('\0\0\0\0', 6) },
  { looksLike: 'JPEG 2000', signature: startsWith('\0\0\0\x0cjP  \r\n\x87\n', '\xff\x4f\xff\x51') },
  { looksLike: 'JPEG XL', signature: startsWith('\0\0\0\x0cJXL \r\n\x87\n', '\xff\x0a') },
  { looksLike: 'PDF', signature: startsWith('%PDF-') },
  { looksLike: 'a ZIP archive', signature: startsWith('PK\x03\x04') },
  { looksLike: 'SVG', signature: (head) => /<svg[\s>]/i.test(head) },
];

function startsWith(...prefixes: readonly string[]): Signature {
  return (head) => prefixes.some((prefix) => head.startsWith(prefix));
}

function hasBrand(...brands: readonly string[]): Signature {
  return (head, bytes) => brandsOf(head, bytes).some((brand) => brands.includes(brand));
}

/** Major and compatible brands of an ISO base media file (ISO/IEC 14496-12, 4.3): four characters each. */
function brandsOf(head: string, bytes: Uint8Array): readonly string[] {
  if (head.slice(4, 8) !== 'ftyp') return [];
  const boxBytes = Buffer.from(bytes.subarray(0, 4)).readUInt32BE();
  const box = head.slice(0, boxBytes);
  return [box.slice(8, 12), ...(box.slice(16).match(/[^]{4}/g) ?? [])];
}

/** Text holds no control bytes but white space and escape. */
function isText(bytes: Uint8Array): boolean {
  return bytes.subarray(0, SNIFFED_BYTES_MAX).every((byte) => byte >= 0x20 || TEXT_CONTROLS.has(byte));
}

const TEXT_CONTROLS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/** A character for each byte, so that signatures can be read as text. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
