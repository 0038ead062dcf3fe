/** Of twenty entries each; an organization has some thousand accounts. */
const PAGES_MAX = 1000;

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | undefined;
}

/** The entries of all pages. */
export async function eachPage<Item>(
  read: (next: string | undefined) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  let next: string | undefined;
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const answer = await read(next);
    all.push(...answer.items);
    next = answer.next;
    if (next === undefined || next === '') return all;
  }
  throw new RangeError(`There are more than ${PAGES_MAX} pages.`);
}
