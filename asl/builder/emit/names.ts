import { AuthoringError } from '../authoring-error.ts';
import { blocksOf, constructsOf, type Block, type CommonParts, type Construct } from '../construct.ts';
import type { Source } from '../expression.ts';

/** docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const STATE_NAME_CHARACTERS_MAX = 80;

/** The unique name of every state of a definition: one that is taken gets the next free number, from 2, at its end. */
export class StateNames {
  /** What the source calls its states: a number never makes one of these out of another. */
  readonly #wished = new Set<string>();
  readonly #taken = new Set<string>();
  readonly #names = new Map<object, string>();
  readonly #labels = new Map<Source, string>();

  /** The same names, from which further ones are given apart. */
  copy(): StateNames {
    const copy = new StateNames({ constructs: [], value: undefined });
    for (const name of this.#wished) copy.#wished.add(name);
    for (const name of this.#taken) copy.#taken.add(name);
    for (const [parts, name] of this.#names) copy.#names.set(parts, name);
    for (const [source, label] of this.#labels) copy.#labels.set(source, label);
    return copy;
  }

  /** Names are given in the order of the source, so that a new state changes no name before it. */
  constructor(root: Block) {
    for (const construct of constructsOf(root)) {
      for (const { name } of namedParts(construct)) this.#wished.add(name);
    }
    this.#nameAll(root);
  }

  of(parts: CommonParts): string {
    return this.#names.get(parts) ?? this.#give(parts);
  }

  /** What a value is called: the name of the state whose result it is, where it is one. */
  labelOf(source: Source): string {
    return this.#labels.get(source) ?? source.label;
  }

  #give(parts: CommonParts): string {
    const name = this.#free(parts.name);
    this.#taken.add(name);
    this.#names.set(parts, name);
    const source = 'source' in parts ? (parts.source as Source) : undefined;
    if (source?.kind === 'result') this.#labels.set(source, name);
    return name;
  }

  #free(wished: string): string {
    checkLength(wished);
    let name = wished;
    for (let number = 2; this.#taken.has(name) || (number > 2 && this.#wished.has(name)); number += 1) {
      const suffix = String(number);
      name = wished.slice(0, STATE_NAME_CHARACTERS_MAX - suffix.length) + suffix;
    }
    return name;
  }

  #nameAll(block: Block): void {
    for (const construct of block.constructs) {
      for (const parts of namedParts(construct)) this.#give(parts);
      for (const inner of blocksOf(construct)) this.#nameAll(inner);
      this.#label(construct);
    }
  }

  /** An attempt has no state: its value and the errors of its handlers are called after its first one. */
  #label(construct: Construct): void {
    const name = this.of(firstState(construct));
    if (construct.kind === 'attempt') this.#labels.set(construct.source, `${name}Outcome`);
    const handlers = 'handlers' in construct ? construct.handlers : [];
    for (const { error } of handlers) this.#labels.set(error, `${name}Error`);
  }
}

/** The states that a construct is, itself. */
function namedParts(construct: Construct): readonly CommonParts[] {
  if (construct.kind === 'attempt') return [];
  if (construct.kind === 'poll') return [construct.start, construct.decide, construct.pause];
  return [construct];
}

/** The state with which a construct begins. */
export function firstState(construct: Construct): CommonParts {
  if (construct.kind === 'poll') return construct.start;
  return construct.kind === 'attempt' ? firstState(construct.body.constructs[0] as Construct) : construct;
}

function checkLength(name: string): void {
  if (name.length > 0 && name.length <= STATE_NAME_CHARACTERS_MAX) return;
  throw new AuthoringError(
    `The state name "${name}" has ${name.length} characters; write one of 1 to ${STATE_NAME_CHARACTERS_MAX} with as: '…'.`,
  );
}
