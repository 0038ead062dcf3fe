/**
 * java.util.Random, bit for bit: AWS draws seeded numbers from it, so `$random(42)` is 0.7275636800328681 everywhere
 * (docs.oracle.com/javase/8/docs/api/java/util/Random.html).
 */

const multiplier = 0x5deece66dn;
const increment = 0xbn;
const stateBits = 48n;

/** The first `nextDouble()` of a generator with this seed, an integer. */
export function seededRandom(seed: number): number {
  const first = advance(BigInt.asUintN(Number(stateBits), BigInt(seed) ^ multiplier));
  const second = advance(first);
  const high = Number(first >> (stateBits - 26n));
  const low = Number(second >> (stateBits - 27n));
  return (high * 2 ** 27 + low) * 2 ** -53;
}

function advance(state: bigint): bigint {
  return BigInt.asUintN(Number(stateBits), state * multiplier + increment);
}
