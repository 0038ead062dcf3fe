/**
 * The rank of every box, 0 at the top: all links lead down by their least length at least, and are short in sum, each
 * weighed. The method is the network simplex (Gansner, Koutsofios, North and Vo, "A Technique for Drawing Directed
 * Graphs", 1993, section 2).
 *
 * Terms. A link is *tight* where it is as short as it may be. The *tree* is a spanning tree of tight links and fixes all
 * ranks. Without one of its links it falls apart; the part away from the root is a *branch*, which can move as a whole.
 */
export interface RankLink {
  readonly from: string;
  readonly to: string;
  readonly lengthMin: number;
  readonly weight: number;
}

/** The links have no cycle. */
export function ranksOf(boxes: readonly string[], links: readonly RankLink[]): ReadonlyMap<string, number> {
  const network = networkOf(boxes, links);
  growTree(network);
  for (let exchange = 0; exchange < exchangesMax; exchange += 1) if (!exchangeLink(network)) break;
  const top = Math.min(...network.boxes.map((box) => box.rank));
  return new Map(boxes.map((id, index) => [id, (network.boxes[index]?.rank ?? top) - top]));
}

/** Definitions as large as are drawn need some hundred; where many links are tight the method might go round in circles. */
const exchangesMax = 4000;

interface Network {
  /** Above all boxes; it connects what nothing else connects. */
  readonly root: Box;
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
  readonly tree: Set<Link>;
}

interface Box {
  rank: number;
  readonly links: Link[];
  /** What enters it less what leaves it, in weights. */
  excess: number;
}

interface Link {
  readonly from: Box;
  readonly to: Box;
  readonly lengthMin: number;
  readonly weight: number;
}

function networkOf(ids: readonly string[], demands: readonly RankLink[]): Network {
  const root = newBox();
  const named = new Map(ids.map((id) => [id, newBox()]));
  const boxNamed = (id: string) => named.get(id) ?? root;
  const inner = demands.map((demand) => ({
    ...demand,
    from: boxNamed(demand.from),
    to: boxNamed(demand.to),
  }));
  const entered = new Set(inner.map((link) => link.to));
  const boxes = [...named.values()];
  const outer = boxes
    .filter((box) => !entered.has(box))
    .map((to): Link => ({ from: root, to, lengthMin: 1, weight: 0 }));
  const links = [...inner, ...outer];
  for (const link of links) {
    link.from.links.push(link);
    link.to.links.push(link);
    link.from.excess -= link.weight;
    link.to.excess += link.weight;
  }
  raise(root);
  return { root, boxes, links, tree: new Set() };
}

function newBox(): Box {
  return { rank: 0, links: [], excess: 0 };
}

/** Gives every box the highest rank that the links leave it. */
function raise(root: Box): void {
  const entered = new Map<Box, number>();
  const ready = [root];
  for (const box of ready) {
    for (const { from, to, lengthMin } of box.links) {
      if (from !== box) continue;
      to.rank = Math.max(to.rank, box.rank + lengthMin);
      const count = (entered.get(to) ?? 0) + 1;
      entered.set(to, count);
      if (count === to.links.filter((link) => link.to === to).length) ready.push(to);
    }
  }
}

function slack({ from, to, lengthMin }: Link): number {
  return to.rank - from.rank - lengthMin;
}

function otherEnd(link: Link, box: Box): Box {
  return link.from === box ? link.to : link.from;
}

/** Adds boxes by tight links; where there is none left, moves the tree so far that one becomes tight. */
function growTree({ root, links, tree }: Network): void {
  const reached = new Set([root]);
  for (;;) {
    for (const box of reached) {
      for (const link of box.links.filter((own) => slack(own) === 0 && !reached.has(otherEnd(own, box)))) {
        tree.add(link);
        reached.add(otherEnd(link, box));
      }
    }
    const nearest = tightest(links.filter(({ from, to }) => reached.has(from) !== reached.has(to)));
    if (nearest === undefined) return;
    const distance = reached.has(nearest.from) ? slack(nearest) : -slack(nearest);
    for (const box of reached) box.rank += distance;
  }
}

function tightest(links: readonly Link[]): Link | undefined {
  return links.reduce<Link | undefined>(
    (best, link) => (best === undefined || slack(link) < slack(best) ? link : best),
    undefined,
  );
}

/** Moves the branch that gains most by it until another link holds it; false where none gains. */
function exchangeLink(network: Network): boolean {
  const walk = walked(network);
  const held = costliest(walk);
  if (held === undefined) return false;
  const branch = branchFrom(held.box, walk);
  const leads = held.link.from === held.box;
  const opposite = network.links.filter(({ from, to }) =>
    leads ? branch.has(to) && !branch.has(from) : branch.has(from) && !branch.has(to),
  );
  const next = tightest(opposite);
  if (next === undefined) return false;
  const distance = leads ? -slack(next) : slack(next);
  for (const box of branch) box.rank += distance;
  network.tree.delete(held.link);
  network.tree.add(next);
  return true;
}

/** A box of the tree, and the link that holds it and its branch. */
interface Held {
  readonly box: Box;
  readonly link: Link;
}

/** All but the root, each after what holds it. */
function walked({ root, tree }: Network): readonly Held[] {
  const walk: Held[] = [];
  const met = new Set([root]);
  for (const box of met) {
    for (const link of box.links) {
      const next = otherEnd(link, box);
      if (!tree.has(link) || met.has(next)) continue;
      met.add(next);
      walk.push({ box: next, link });
    }
  }
  return walk;
}

/**
 * The branch that is pulled away from its link most. What enters a branch less what leaves it is the sum of its
 * excesses, for the links inside cancel out.
 */
function costliest(walk: readonly Held[]): Held | undefined {
  const sums = new Map(walk.map(({ box }) => [box, box.excess]));
  let [best, least]: [Held | undefined, number] = [undefined, 0];
  for (const held of walk.toReversed()) {
    const sum = sums.get(held.box) ?? 0;
    const holder = otherEnd(held.link, held.box);
    sums.set(holder, (sums.get(holder) ?? 0) + sum);
    const gain = held.link.to === held.box ? sum : -sum;
    if (gain < least) [best, least] = [held, gain];
  }
  return best;
}

function branchFrom(box: Box, walk: readonly Held[]): ReadonlySet<Box> {
  const branch = new Set([box]);
  for (const held of walk) if (branch.has(otherEnd(held.link, held.box))) branch.add(held.box);
  return branch;
}
