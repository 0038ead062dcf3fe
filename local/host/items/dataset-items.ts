import { isJsonObject, type JsonObject } from '../../../asl/json.ts';
import type { Dataset, ReaderConfig } from '../../engine/map-run/dataset.ts';
import { inPages, type ItemChunks, UnreadableItems } from './item-chunk.ts';
import { manifestItems } from './manifest-items.ts';
import { objectItems } from './object-items.ts';
import type { ListLocation, S3Objects } from './s3-objects.ts';

/** What an ItemReader reads (docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html). */
export function datasetItems({ action, parameters, config }: Dataset, objects: S3Objects): ItemChunks {
  const { Bucket, Key } = isJsonObject(parameters) ? parameters : {};
  if (typeof Bucket !== 'string') throw new UnreadableItems('The ItemReader names no Bucket.');
  const named = parameters as JsonObject;
  if (action === 'listObjectsV2') {
    const items = config.Transformation === 'LOAD_AND_FLATTEN' ? listedContents : listedObjects;
    return items(objects, { ...named, Bucket }, config);
  }
  if (typeof Key !== 'string') throw new UnreadableItems('The ItemReader names no Key.');
  const isManifest = config.InputType === 'MANIFEST' || config.ManifestType !== undefined;
  const items = isManifest ? manifestItems : objectItems;
  return items(objects, { ...named, Bucket, Key }, config);
}

async function* listedObjects(objects: S3Objects, parameters: ListLocation): ItemChunks {
  const source = `S3://${parameters.Bucket}`;
  for await (const items of objects.list(parameters)) yield* inPages({ items, source });
}

/** The items in the objects, in the place of the objects. A name that stands for a folder has no content. */
async function* listedContents(
  objects: S3Objects,
  parameters: ListLocation,
  config: ReaderConfig,
): ItemChunks {
  const { Bucket } = parameters;
  for await (const page of objects.list(parameters)) {
    for (const { Key } of page.filter((object) => !isFolder(object))) {
      yield* objectItems(objects, { Bucket, Key }, config);
    }
  }
}

function isFolder({ Key, Size }: { readonly Key: string; readonly Size: number }): boolean {
  return Size === 0 && Key.endsWith('/');
}
