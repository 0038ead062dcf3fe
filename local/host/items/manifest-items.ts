import { isJsonObject, type Json } from '../../../asl/json.ts';
import { parseJson } from '../../../asl/parse-json.ts';
import type { ReaderConfig } from '../../engine/map-run/dataset.ts';
import { type ItemChunks, UnreadableItems } from './item-chunk.ts';
import { objectItems } from './object-items.ts';
import type { ObjectLocation, S3Objects } from './s3-objects.ts';

/** The items of all data files that a manifest names, one file after another (input-output-itemreader.html). */
export async function* manifestItems(
  objects: S3Objects,
  location: ObjectLocation,
  config: ReaderConfig,
): ItemChunks {
  const text = await objects.text(location, manifestBytesMax);
  const manifest =
    config.ManifestType === 'ATHENA_DATA' ? athenaManifest(text, config) : inventoryManifest(text);
  for (const file of manifest.files) yield* objectItems(objects, file, manifest.config);
}

const manifestBytesMax = 64 * 1_048_576;

/** What a manifest says: where the data is, and how to read it. */
interface Manifest {
  readonly files: readonly ObjectLocation[];
  readonly config: ReaderConfig;
}

/** docs.aws.amazon.com/athena/latest/ug/querying-finding-output-files.html: a line for each file's S3 URL. */
function athenaManifest(text: string, config: ReaderConfig): Manifest {
  const lines = text.split('\n').map((line) => line.trim().replace(/^"(.*)"$/, '$1'));
  const InputType = config.InputType === 'MANIFEST' ? 'CSV' : (config.InputType ?? 'CSV');
  return { files: lines.filter((line) => line !== '').map(locationOf), config: { ...config, InputType } };
}

function locationOf(url: string): ObjectLocation {
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/i.exec(url) ?? [];
  if (Bucket === undefined || Key === undefined) {
    throw new UnreadableItems(`The manifest names '${url}', which is no S3 URL.`);
  }
  return { Bucket, Key };
}

/** docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html */
function inventoryManifest(text: string): Manifest {
  const manifest = parseManifest(text);
  const { fileFormat, fileSchema, files, destinationBucket } = manifest;
  if (typeof destinationBucket !== 'string' || !Array.isArray(files)) {
    throw new UnreadableItems(
      'The manifest is none of S3 Inventory: it names no destinationBucket or no files.',
    );
  }
  const Bucket = destinationBucket.replace(/^arn:[^:]+:s3:::/, '');
  return {
    files: (files as readonly Json[]).map((file) => ({ Bucket, Key: keyOf(file) })),
    config: configOf(fileFormat, fileSchema),
  };
}

function parseManifest(text: string): { readonly [field: string]: Json | undefined } {
  try {
    const manifest = parseJson(text);
    return isJsonObject(manifest) ? manifest : {};
  } catch (error) {
    throw new UnreadableItems(`The manifest is no valid JSON: ${(error as Error).message}`);
  }
}

function keyOf(file: Json): string {
  const key = isJsonObject(file) ? file['key'] : undefined;
  if (typeof key !== 'string') throw new UnreadableItems('The manifest lists a file without a key.');
  return key;
}

/** The columns of the CSV files are in the manifest: `Bucket, Key, Size`. */
function configOf(format: Json | undefined, schema: Json | undefined): ReaderConfig {
  if (format === 'Parquet') return { InputType: 'PARQUET' };
  if (format !== 'CSV' || typeof schema !== 'string') {
    throw new UnreadableItems(`An S3 inventory in the format ${JSON.stringify(format)} cannot be read.`);
  }
  const headers = schema.split(',').map((column) => column.trim());
  return { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: headers };
}
