/** Where objects come from or go to: those of a bucket whose key begins with the prefix. */
export interface ObjectSpace {
  /** Equal for the same bucket: its path in the construct tree. */
  readonly bucket: string;
  readonly prefix: string;
}

/**
 * What a workflow writes must not start it again, or it works on its own results for ever, at full price. Throws at
 * synth where a space that it writes to overlaps one that triggers it.
 */
export function refuseOwnTrigger(triggers: readonly ObjectSpace[], writes: readonly ObjectSpace[]): void {
  for (const trigger of triggers) {
    const loop = writes.find((write) => overlaps(trigger, write));
    if (loop) throw new Error(sentence(trigger, loop));
  }
}

/** One prefix begins with the other: some key belongs to both. */
function overlaps(one: ObjectSpace, other: ObjectSpace): boolean {
  const { prefix } = one;
  return one.bucket === other.bucket && (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix));
}

function sentence({ bucket, prefix }: ObjectSpace, written: ObjectSpace): string {
  return `A workflow would start itself: objects under "${prefix}" of ${bucket} start it, and it writes under "${written.prefix}" there. Write to another bucket, or give both a prefix that is not part of the other.`;
}
