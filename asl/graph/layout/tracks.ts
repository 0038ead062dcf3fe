/**
 * The horizontal parts of edges in one gap between two ranks. Each *net* is one horizontal line with *stubs* that go up
 * or down from it to the borders of the gap; nets that overlap lie on different tracks, in an order that makes few
 * stubs cross other nets. (The problem is that of routing a channel of a circuit board.)
 */
export interface Net {
  readonly id: string;
  readonly stubs: readonly Stub[];
}

export interface Stub {
  readonly x: number;
  readonly side: 'up' | 'down';
}

/** The track of every net by its id, counted from the top, 0 first. */
export function assignTracks(nets: readonly Net[]): ReadonlyMap<string, number> {
  const tracks = new Map<string, number>();
  const placed: { readonly span: Span; readonly track: number }[] = [];
  for (const net of ordered(nets)) {
    const span = spanOf(net);
    const above = placed.filter((other) => overlap(other.span, span)).map((other) => other.track);
    const track = Math.max(-1, ...above) + 1;
    placed.push({ span, track });
    tracks.set(net.id, track);
  }
  return tracks;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Horizontal distance that two nets of one track keep. */
const clearance = 10;
/** Stubs nearer than this look like one line. */
const sameLine = 5;
const costOfMerging = 8;
/** A pass moves every net at most once; more passes than this gain nothing on real graphs. */
const passesMax = 12;

function spanOf(net: Net): Span {
  const places = net.stubs.map((stub) => stub.x);
  return { from: Math.min(...places), to: Math.max(...places) };
}

function overlap(a: Span, b: Span): boolean {
  return a.from < b.to + clearance && b.from < a.to + clearance;
}

/** From top to bottom: each net in turn goes where it costs least among the others, as long as that gains anything. */
function ordered(nets: readonly Net[]): readonly Net[] {
  const spans = new Map(nets.map((net) => [net.id, spanOf(net)]));
  const cost = (above: Net, below: Net): number =>
    crossings(above, 'down', spans.get(below.id)) +
    crossings(below, 'up', spans.get(above.id)) +
    costOfMerging * mergers(above, below);
  let order = nets;
  for (let pass = 0; pass < passesMax; pass += 1) {
    const better = nets.reduce((best, net) => sifted(net, best, cost), order);
    if (better.every((net, index) => net === order[index])) break;
    order = better;
  }
  return order;
}

/** The order with one net moved to its best place; it stays where no place is better than its own. */
function sifted(net: Net, order: readonly Net[], cost: (above: Net, below: Net) => number): readonly Net[] {
  const place = order.indexOf(net);
  let [gain, best] = [0, place];
  for (const [step, others] of [
    [-1, order.slice(0, place).toReversed()],
    [1, order.slice(place + 1)],
  ] as const) {
    let total = 0;
    for (const [index, other] of others.entries()) {
      total += step * (cost(net, other) - cost(other, net));
      if (total > gain) [gain, best] = [total, place + step * (index + 1)];
    }
  }
  return best === place ? order : order.toSpliced(place, 1).toSpliced(best, 0, net);
}

function crossings(net: Net, side: Stub['side'], span: Span | undefined): number {
  let count = 0;
  if (span === undefined) return count;
  for (const stub of net.stubs) {
    if (stub.side === side && stub.x > span.from && stub.x < span.to) count += 1;
  }
  return count;
}

/** A stub going down from the upper net and one going up from the lower net would lie on each other. */
function mergers(above: Net, below: Net): number {
  let count = 0;
  for (const down of above.stubs) {
    const meets = (up: Stub) => up.side === 'up' && Math.abs(up.x - down.x) < sameLine;
    if (down.side === 'down' && below.stubs.some(meets)) count += 1;
  }
  return count;
}
