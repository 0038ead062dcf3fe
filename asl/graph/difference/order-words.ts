/** So many in a new order are told; whoever wants more looks at the definition. */
const toldMax = 4;

/**
 * The new order, in words, of rules, catchers or retriers that are there before and after: from the first to the last
 * that stands elsewhere among them. Undefined where they come as they came.
 */
export function newOrder(old: readonly string[], now: readonly string[]): string | undefined {
  const kept = old.filter((one) => now.includes(one));
  const order = now.filter((one) => old.includes(one));
  const moved = (one: string, index: number) => one !== kept[index];
  const stretch = order.slice(Math.max(0, order.findIndex(moved)), order.findLastIndex(moved) + 1);
  if (stretch.length === 0) return undefined;
  const told = stretch.slice(0, toldMax).join(' before ');
  return stretch.length > toldMax ? `${told}, and ${stretch.length - toldMax} more after these` : told;
}
