import type { Definition } from '../../../asl/definition.ts';

/** How often each place of a definition was reached, as `observeProgram` tells it. */
export class Coverage {
  readonly workflow: string;
  readonly definition: Definition;
  readonly #counts = new Map<string, number>();

  private constructor(workflow: string, definition: Definition) {
    this.workflow = workflow;
    this.definition = definition;
  }

  /** One for each workflow that this process tests; the collector knows them all. */
  static of(workflow: string, definition: Definition): Coverage {
    const coverage = new Coverage(workflow, definition);
    collected.push(coverage);
    return coverage;
  }

  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  add(place: string, times = 1): void {
    this.#counts.set(place, (this.#counts.get(place) ?? 0) + times);
  }
}

const collected: Coverage[] = [];

/** What the tests of this process have reached so far. */
export function collectedCoverage(): readonly Coverage[] {
  return collected;
}
