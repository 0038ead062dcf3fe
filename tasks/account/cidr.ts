/**
 * IPv4 blocks as arithmetic. Addresses are whole numbers below 2^32, computed with * and / because JavaScript's bit
 * operators are signed.
 */
export interface Block {
  readonly address: number;
  readonly prefix: number;
}

/** Undefined where it is no block: no IPv4, or an address inside a block instead of its first. */
export function parseBlock(text: string): Block | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 33] = match.slice(1).map(Number);
  if (Math.max(a, b, c, d) > 255 || prefix > 32) return undefined;
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  return address % sizeOf(prefix) === 0 ? { address, prefix } : undefined;
}

export function formatBlock({ address, prefix }: Block): string {
  const bytes = [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(address / unit) % 256);
  return `${bytes.join('.')}/${prefix}`;
}

/** How many addresses a block with this prefix has. */
export function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix);
}

export function contains(outer: Block, inner: Block): boolean {
  return outer.address <= inner.address && endOf(inner) <= endOf(outer);
}

/** Blocks are aligned, so of two that share an address one contains the other. */
export function overlap(one: Block, other: Block): boolean {
  return contains(one, other) || contains(other, one);
}

/** The address after its last. */
export function endOf({ address, prefix }: Block): number {
  return address + sizeOf(prefix);
}
