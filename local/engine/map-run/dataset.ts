import type { Json, JsonObject } from '../../../asl/json.ts';

/** What an ItemReader says, evaluated: enough to find the items and to understand them. */
export interface Dataset {
  /** The ItemReader's Resource, `arn:aws:states:::s3:` taken off. */
  readonly action: 'getObject' | 'listObjectsV2';
  /** For S3: Bucket with Key, or with Prefix. */
  readonly parameters: Json;
  readonly config: ReaderConfig;
}

/** docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html; MaxItems is the core's affair. */
export interface ReaderConfig extends JsonObject {
  readonly InputType?: 'CSV' | 'JSON' | 'JSONL' | 'PARQUET' | 'MANIFEST';
  readonly Transformation?: 'NONE' | 'LOAD_AND_FLATTEN';
  readonly ManifestType?: 'ATHENA_DATA' | 'S3_INVENTORY';
  readonly CSVDelimiter?: 'COMMA' | 'PIPE' | 'SEMICOLON' | 'SPACE' | 'TAB';
  readonly CSVHeaderLocation?: 'FIRST_ROW' | 'GIVEN';
  readonly CSVHeaders?: readonly string[];
  readonly ItemsPointer?: string;
}
