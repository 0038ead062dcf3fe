import type { RandomSource } from '../../asl/expressions/scope.ts';
import type { Json, JsonObject } from '../../asl/json.ts';
import type { Evaluation } from './compile/program.ts';
import { contextObject } from './context-object.ts';
import { invariant } from './invariant.ts';
import type { MapItem } from './map-run/map-item.ts';
import type { Scope } from './scope.ts';
import type { EpochMs } from './signal.ts';
import { lookUpVariable } from './variables.ts';

/**
 * What the expressions of a state see. One object serves a whole execution, because evaluation is synchronous
 * and never nested: whoever evaluates first says for which scope, then sets `input` for each field.
 */
export class StateEvaluation implements Evaluation {
  readonly random: RandomSource;
  input: Json = null;
  result: Json | undefined = undefined;
  errorOutput: JsonObject | undefined = undefined;
  now: EpochMs = 0;
  /** The item that an ItemSelector looks at, before there is a scope for its iteration. */
  #item: MapItem | undefined = undefined;
  #scope: Scope | undefined = undefined;
  #steps = 0;

  constructor(random: RandomSource) {
    this.random = random;
  }

  /** Begins the evaluation of fields of the scope's state; `input` is the state's own. */
  of(scope: Scope): this {
    this.#scope = scope;
    this.#item = undefined;
    this.input = scope.input;
    this.result = undefined;
    this.errorOutput = undefined;
    return this;
  }

  /** Looks at another item of the scope's Map state. */
  at(item: MapItem): this {
    this.#item = item;
    return this;
  }

  get scope(): Scope {
    invariant(this.#scope !== undefined, 'an evaluation has a scope');
    return this.#scope;
  }

  get context(): JsonObject {
    if (this.#item !== undefined) return contextObject(this.scope, this.#item);
    this.scope.context ??= contextObject(this.scope, this.scope.item);
    return this.scope.context;
  }

  spend(steps: number): void {
    this.#steps += steps;
  }

  /** What evaluations have cost since somebody last asked. */
  takeSteps(): number {
    const steps = this.#steps;
    this.#steps = 0;
    return steps;
  }

  variable(name: string): Json | undefined {
    return lookUpVariable(this.scope, name);
  }
}
