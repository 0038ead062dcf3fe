import { z } from 'zod';
import { batchGet } from './batch-get.ts';
import { streamSettings } from './stream-settings.ts';

/** What the catalogue says of a document. */
const DocumentItem = z.object({ documentId: z.string(), title: z.string(), subject: z.string() });
export type Document = Omit<z.output<typeof DocumentItem>, 'documentId'>;

/** Titles hardly change, and many events are about few documents; a function's memory lasts for minutes. */
const documentsRememberedMax = 10_000;
const remembered = new Map<string, Document>();

/** Those that the catalogue knows, by id. */
export async function readDocuments(ids: readonly string[]): Promise<ReadonlyMap<string, Document>> {
  const unknown = ids.filter((id) => !remembered.has(id));
  const { documentTable: table } = streamSettings();
  const items = unknown.length === 0 ? [] : await batchGet({ table, keyName: 'documentId', keys: unknown });
  if (remembered.size + items.length > documentsRememberedMax) remembered.clear();
  const found = new Map(ids.flatMap((id) => entryOf(id, remembered.get(id))));
  for (const item of items) {
    const { documentId, title, subject } = DocumentItem.parse(item);
    remembered.set(documentId, { title, subject });
    found.set(documentId, { title, subject });
  }
  return found;
}

function entryOf(id: string, document: Document | undefined): (readonly [string, Document])[] {
  return document === undefined ? [] : [[id, document]];
}
