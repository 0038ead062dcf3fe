import type { Json } from '../../../asl/json.ts';
import type { ItemPage, MapItem } from './map-item.ts';

/** The items that a Map Run has yet to process: what has been read of them, and whether there are more to read. */
export interface ItemSupply {
  page: ItemPage;
  /** Where the next item stands in the page. */
  position: number;
  /** Of the whole dataset: the index of the next item. */
  nextIndex: number;
  /** ItemReader's MaxItems; infinite without. */
  readonly itemsMax: number;
  isReading: boolean;
  /** Items to pass over, when the dataset is read from its beginning again. */
  readBefore: number;
}

export function supplyOf(page: ItemPage, itemsMax = Infinity): ItemSupply {
  return { page: cut(page, itemsMax), position: 0, nextIndex: 0, itemsMax, isReading: false, readBefore: 0 };
}

/** Nothing has been read, and the first page is yet to be asked for. */
export function unreadSupply(itemsMax: number): ItemSupply {
  return supplyOf({ items: [], source: '', isLast: false }, itemsMax);
}

/** The page that was asked for; the one before has been used up. Answers how many items it adds. */
export function addPage(supply: ItemSupply, page: ItemPage): number {
  const passed = Math.min(supply.readBefore, page.items.length);
  supply.readBefore -= passed;
  supply.page = cut(passed === 0 ? page : without(page, passed), supply.itemsMax - supply.nextIndex);
  supply.position = 0;
  supply.isReading = false;
  return supply.page.items.length;
}

export function takeItem(supply: ItemSupply): MapItem | undefined {
  const { page, position } = supply;
  if (position >= page.items.length) return undefined;
  supply.position += 1;
  const key = page.keys?.[position];
  return {
    index: supply.nextIndex++,
    value: page.items[position] as Json,
    source: page.source,
    ...(key !== undefined && { key }),
  };
}

/** Whoever read the dataset does so no more: what has not been read by now comes after what has. */
export function reopen(supply: ItemSupply): void {
  supply.isReading = false;
  supply.readBefore = supply.nextIndex + supply.page.items.length - supply.position;
}

function without({ items, keys, ...page }: ItemPage, count: number): ItemPage {
  return { ...page, items: items.slice(count), ...(keys && { keys: keys.slice(count) }) };
}

/** All items have been read and taken. */
export function isUsedUp({ page, position }: ItemSupply): boolean {
  return page.isLast && position >= page.items.length;
}

/** The dataset ends with the item that MaxItems allows as its last. */
function cut(page: ItemPage, itemsMax: number): ItemPage {
  if (page.items.length < itemsMax) return page;
  return { ...page, items: page.items.slice(0, itemsMax), isLast: true };
}
