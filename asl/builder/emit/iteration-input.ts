import type { MapConstruct } from '../construct.ts';
import { object, type Expression, type Path, type Source } from '../expression.ts';

/** Something that an iteration finds in its input. */
export interface Received {
  readonly source: Source;
  readonly path: Path;
}

export interface IterationInput {
  readonly received: readonly Received[];
  /** What makes an iteration's input of an item; absent where the item itself is the input. */
  readonly selector: Expression | undefined;
  /** What every batch is given beside its items. */
  readonly batchInput: Expression | undefined;
}

/** How the parts that an iteration uses get into its input. */
export function iterationInput(
  { parts, distributed }: MapConstruct,
  used: ReadonlySet<Source>,
): IterationInput {
  const needed = parts.filter((part) => used.has(part.source));
  const valuesOf = (given: typeof needed) =>
    given.length === 0 ? undefined : object(Object.fromEntries(given.map((part) => [part.key, part.value])));
  if (distributed?.batcher) {
    const received = needed.map(({ key, source }) => ({
      source,
      path: key === 'item' ? ['Items'] : ['BatchInput', key],
    }));
    return {
      received,
      selector: undefined,
      batchInput: valuesOf(needed.filter((part) => part.key !== 'item')),
    };
  }
  if (needed.every((part) => part.key === 'item')) {
    const received = needed.map(({ source }) => ({ source, path: [] }));
    return { received, selector: undefined, batchInput: undefined };
  }
  const received = needed.map(({ key, source }) => ({ source, path: [key] }));
  return { received, selector: valuesOf(needed), batchInput: undefined };
}
