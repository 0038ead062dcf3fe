import type { Json } from '../../../asl/json.ts';
import type { TaskCall } from './task-call.ts';

/** A call that has begun, and how far it has come. */
export interface OpenCall {
  readonly call: TaskCall;
  readonly input: Json;
  attempts: number;
  /** It has succeeded: no retry belongs to it any more. */
  isOver: boolean;
}

/**
 * Tells which call an attempt belongs to. A retry is known by its count; where several calls of a state have come
 * equally far, as the iterations of a Map, it belongs to the one with the same input.
 */
export class CallBook {
  readonly #calls = new Map<string, OpenCall[]>();

  begin(state: string, input: Json, describe: (occurrence: number) => TaskCall): OpenCall {
    const calls = this.#callsOf(state);
    const opened: OpenCall = { call: describe(calls.length + 1), input, attempts: 1, isOver: false };
    calls.push(opened);
    return opened;
  }

  /** `retryCount` attempts have been made before this one. */
  retry(state: string, retryCount: number, input: Json): OpenCall | undefined {
    const waiting = this.#callsOf(state).filter(({ attempts, isOver }) => attempts === retryCount && !isOver);
    const found = waiting.length < 2 ? waiting[0] : (withInput(waiting, input) ?? waiting[0]);
    if (found !== undefined) found.attempts += 1;
    return found;
  }

  #callsOf(state: string): OpenCall[] {
    const calls = this.#calls.get(state) ?? [];
    this.#calls.set(state, calls);
    return calls;
  }
}

function withInput(calls: readonly OpenCall[], input: Json): OpenCall | undefined {
  const text = JSON.stringify(input);
  return calls.find((one) => JSON.stringify(one.input) === text);
}
