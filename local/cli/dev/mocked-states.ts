import type { Execution } from '../../engine/execution.ts';
import type { TaskRequest } from '../../engine/task-request.ts';
import type { Resolution } from '../../host/resolution.ts';

/** An answer that came out of a mock file. */
export interface MockedAnswer {
  readonly stateName: string;
  readonly executionArn: string;
}

/** Enough for every photo of a folder; a server that stays up for days forgets the first ones. */
const executionsRememberedMax = 10_000;

/** Which answers of which execution came out of a mock file: they look like real ones. */
export class MockedStates {
  readonly #states = new Map<string, Set<string>>();
  #tell: (answer: MockedAnswer) => void = () => {};

  note({ by }: Resolution, { stateName }: TaskRequest, { start: { arn } }: Execution): void {
    if (by !== 'mock') return;
    const states = this.#states.get(arn) ?? new Set();
    if (!states.has(stateName)) this.#tell({ stateName, executionArn: arn });
    this.#states.set(arn, states.add(stateName));
    const [oldest] = this.#states.keys();
    if (this.#states.size > executionsRememberedMax && oldest !== undefined) this.#states.delete(oldest);
  }

  /** By name, in the order of their first answers. */
  of(executionArn: string): readonly string[] {
    return [...(this.#states.get(executionArn) ?? [])];
  }

  /** From now on `tell` hears of each state of each execution, once. */
  listen(tell: (answer: MockedAnswer) => void): void {
    this.#tell = tell;
  }
}
