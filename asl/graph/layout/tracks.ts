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

/** From top to bottom: neighbours change places as long as that removes crossings. */
function ordered(nets: readonly Net[]): readonly Net[] {
  const order = [...nets];
  const spans = new Map(nets.map((net) => [net.id, spanOf(net)]));
  const cost = (above: Net, below: Net): number =>
    crossings(above, 'down', spans.get(below.id)) +
    crossings(below, 'up', spans.get(above.id)) +
    costOfMerging * mergers(above, below);
  for (let pass = 0; pass < passesMax; pass += 1) {
    let better = false;
    for (let index = 1; index < order.length; index += 1) {
      const [above, below] = [order[index - 1], order[index]];
      if (above === undefined || below === undefined || cost(above, below) <= cost(below, above)) continue;
      order.splice(index - 1, 2, below, above);
      better = true;
    }
    if (!better) break;
  }
  return order;
}

function crossings(net: Net, side: Stub['side'], span: Span | undefined): number {
  if (span === undefined) return 0;
  return net.stubs.filter((stub) => stub.side === side && stub.x > span.from && stub.x < span.to).length;
}

/** A stub going down from the upper net and one going up from the lower net would lie on each other. */
function mergers(above: Net, below: Net): number {
  const downwards = above.stubs.filter((stub) => stub.side === 'down');
  const upwards = below.stubs.filter((stub) => stub.side === 'up');
  return downwards.filter((down) => upwards.some((up) => Math.abs(up.x - down.x) < sameLine)).length;
}
