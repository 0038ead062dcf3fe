import type { z } from 'zod';
import type { Jsonify } from '../jsonify.ts';
import type { Expr } from '../reference.ts';

/** Where the items of a Distributed Map come from, other than a list at hand. */
export interface ItemReader<Item> {
  readonly kind: 'itemReader';
  /** The ItemReader field, save that Arguments may hold references. */
  readonly fields: { readonly Resource: string; readonly ReaderConfig: object; readonly Arguments: object };
  /** For the type checker alone. */
  readonly item?: Item;
}

export interface ObjectLocation {
  readonly bucket: Expr<string>;
  readonly key: Expr<string>;
}

interface ReaderSettings<Item extends z.ZodType> {
  /** What one item is: its static type. */
  readonly item: Item;
  /** Items after these are not read. */
  readonly maxItems?: number;
}

type Read<Item extends z.ZodType> = ItemReader<Jsonify<z.input<Item>>>;

/** The rows of a CSV object; every value is text. The first row has the names, unless `headers` gives them. */
export function csvItems<Item extends z.ZodType>(
  location: ObjectLocation,
  settings: ReaderSettings<Item> & {
    readonly headers?: readonly string[];
    readonly delimiter?: 'COMMA' | 'PIPE' | 'SEMICOLON' | 'SPACE' | 'TAB';
  },
): Read<Item> {
  const { headers, delimiter } = settings;
  return objectReader(location, settings, {
    InputType: 'CSV',
    CSVHeaderLocation: headers ? 'GIVEN' : 'FIRST_ROW',
    CSVHeaders: headers,
    CSVDelimiter: delimiter,
  });
}

/** The items of an array in a JSON object; `pointer` is the JSON pointer to it. */
export function jsonItems<Item extends z.ZodType>(
  location: ObjectLocation,
  settings: ReaderSettings<Item> & { readonly pointer?: string },
): Read<Item> {
  return objectReader(location, settings, { InputType: 'JSON', ItemsPointer: settings.pointer });
}

/** The lines of a JSON Lines object. */
export function jsonLinesItems<Item extends z.ZodType>(
  location: ObjectLocation,
  settings: ReaderSettings<Item>,
): Read<Item> {
  return objectReader(location, settings, { InputType: 'JSONL' });
}

/** The rows of a Parquet object. */
export function parquetItems<Item extends z.ZodType>(
  location: ObjectLocation,
  settings: ReaderSettings<Item>,
): Read<Item> {
  return objectReader(location, settings, { InputType: 'PARQUET' });
}

/** What an inventory's manifest or an Athena manifest lists. */
export function manifestItems<Item extends z.ZodType>(
  location: ObjectLocation,
  settings: ReaderSettings<Item> & { readonly manifestType?: 'S3_INVENTORY' | 'ATHENA_DATA' },
): Read<Item> {
  return objectReader(location, settings, { InputType: 'MANIFEST', ManifestType: settings.manifestType });
}

/** One object of a listing. */
export interface ListedObject {
  readonly Key: string;
  readonly Size: number;
  readonly Etag: string;
  readonly LastModified: number;
  readonly StorageClass: string;
}

/** The objects of a bucket, or of those under a prefix (ListObjectsV2). */
export function s3Objects(
  location: { readonly bucket: Expr<string>; readonly prefix?: Expr<string> },
  settings: { readonly maxItems?: number } = {},
): ItemReader<ListedObject> {
  return {
    kind: 'itemReader',
    fields: {
      Resource: 'arn:aws:states:::s3:listObjectsV2',
      ReaderConfig: { MaxItems: settings.maxItems },
      Arguments: { Bucket: location.bucket, Prefix: location.prefix },
    },
  };
}

function objectReader<Item extends z.ZodType>(
  { bucket, key }: ObjectLocation,
  { maxItems }: ReaderSettings<Item>,
  config: object,
): Read<Item> {
  return {
    kind: 'itemReader',
    fields: {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { ...config, MaxItems: maxItems },
      Arguments: { Bucket: bucket, Key: key },
    },
  };
}
