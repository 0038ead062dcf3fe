import { ApiError } from '../engine/api-error.ts';

export interface PageRequest {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/** What a page holds when maxResults is 0 or absent (API_ListExecutions.html). */
const pageSizeDefault = 100;

/**
 * One page of a list. A token names the last item of the page before, so a list that grows at its head repeats
 * nothing. Throws InvalidToken for what is no token, or names an item that is gone.
 */
export function paginate<Item>(
  items: readonly Item[],
  request: PageRequest,
  keyOf: (item: Item) => string,
): Page<Item> {
  return pageOf(items, request, {
    keyOf,
    indexOf: (key) => items.findIndex((item) => keyOf(item) === key),
  });
}

/** The same of a history, where nobody has to look for an event: event N is element N - 1, or as far from the end. */
export function paginateHistory<Event extends { readonly id: number }>(
  history: readonly Event[],
  request: PageRequest,
  reverseOrder: boolean,
): Page<Event> {
  return pageOf(reverseOrder ? history.toReversed() : history, request, {
    keyOf: ({ id }) => String(id),
    indexOf: (key) => (reverseOrder ? history.length - Number(key) : Number(key) - 1),
  });
}

interface Keys<Item> {
  readonly keyOf: (item: Item) => string;
  /** Where the item of the key is, if it is there. */
  readonly indexOf: (key: string) => number;
}

function pageOf<Item>(items: readonly Item[], request: PageRequest, keys: Keys<Item>): Page<Item> {
  const start = request.nextToken === undefined ? 0 : indexAfter(items, decode(request.nextToken), keys);
  const page = items.slice(start, start + (request.maxResults || pageSizeDefault));
  const last = page.at(-1);
  const more = last !== undefined && start + page.length < items.length;
  return { items: page, nextToken: more ? encode(keys.keyOf(last)) : undefined };
}

function indexAfter<Item>(items: readonly Item[], key: string, { keyOf, indexOf }: Keys<Item>): number {
  const index = indexOf(key);
  const item = items[index];
  if (item === undefined || keyOf(item) !== key) throw invalidToken();
  return index + 1;
}

/** Tokens start alike so that a word typed by hand is not taken for one. */
const mark = 'page-after:';

function encode(key: string): string {
  return Buffer.from(mark + key).toString('base64url');
}

function decode(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (!text.startsWith(mark)) throw invalidToken();
  return text.slice(mark.length);
}

function invalidToken(): ApiError {
  return new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
}
