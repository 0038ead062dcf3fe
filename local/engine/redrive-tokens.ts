import type { Execution } from './execution.ts';
import type { EpochMs } from './signal.ts';

/** The client tokens that have redriven executions: who repeats one is told when that was (API_RedriveExecution.html). */
export class RedriveTokens {
  /** The oldest first; gone with the execution. */
  readonly #byExecution = new WeakMap<Execution, UsedToken[]>();

  add(execution: Execution, token: string, redrivenAt: EpochMs): void {
    const used = this.#byExecution.get(execution) ?? [];
    used.push({ token, redrivenAt });
    this.#byExecution.set(execution, used.slice(-tokensMax));
  }

  /** When the token has redriven the execution, while that counts. */
  find(execution: Execution, token: string, now: EpochMs): EpochMs | undefined {
    const used = this.#byExecution.get(execution)?.findLast((each) => each.token === token);
    return used !== undefined && now - used.redrivenAt <= tokenMsMax ? used.redrivenAt : undefined;
  }
}

interface UsedToken {
  readonly token: string;
  readonly redrivenAt: EpochMs;
}

const tokensMax = 10;
const tokenMsMax = 15 * 60_000;
