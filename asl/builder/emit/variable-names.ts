import type { Source } from '../expression.ts';
import type { StateNames } from './names.ts';

/** The variable of every source: named after its state, unique over the whole definition, since scopes may not shadow. */
export class VariableNames {
  readonly #states: StateNames;
  readonly #names = new Map<Source, string>();
  readonly #taken = new Set(['states']);

  constructor(states: StateNames) {
    this.#states = states;
  }

  of(source: Source): string {
    const known = this.#names.get(source);
    if (known) return known;
    const name = this.#free(camelCase(this.#states.labelOf(source)));
    this.#names.set(source, name);
    this.#taken.add(name);
    return name;
  }

  #free(wished: string): string {
    let name = wished;
    for (let number = 2; this.#taken.has(name); number += 1) name = `${wished}${number}`;
    return name;
  }
}

/** ReserveStock becomes reserveStock, DNS lookup becomes dnsLookup. */
function camelCase(label: string): string {
  const [first = '', ...rest] = label.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const lowered = first.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase());
  const name = [lowered, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
  return /^[a-z]/i.test(name) ? name : `value${name}`;
}
