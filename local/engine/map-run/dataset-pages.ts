import type { Clock, ItemPages } from '../ports.ts';

/** Time does not jump over a page that is being read. */
export function holding(pages: ItemPages, clock: Clock): ItemPages {
  let release: (() => void) | undefined;
  return {
    next: (report) => {
      release = clock.hold?.();
      pages.next((reading) => {
        release?.();
        report(reading);
      });
    },
    close: () => {
      release?.();
      pages.close();
    },
  };
}

/** The dataset without its first items, wherever its pages end now. */
export function passingOver(count: number, pages: ItemPages): ItemPages {
  let left = count;
  const next: ItemPages['next'] = (report) =>
    pages.next((reading) => {
      if (reading.type === 'failed' || left === 0) return report(reading);
      const { items, keys, ...page } = reading.page;
      const passed = Math.min(left, items.length);
      left -= passed;
      if (passed === items.length && !page.isLast) return next(report);
      report({
        type: 'read',
        page: { ...page, items: items.slice(passed), ...(keys && { keys: keys.slice(passed) }) },
      });
    });
  return { next, close: () => pages.close() };
}
