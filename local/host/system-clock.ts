import type { Clock } from '../engine/ports.ts';
import type { EpochMs } from '../engine/signal.ts';

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer: (at, callback) => setLongTimer(at, callback),
  yieldTurn: (callback) => void setImmediate(callback),
};

/** The longest delay that setTimeout keeps: 2^31 - 1 ms, some 24.8 days. A longer one would fire at once. */
export const timeoutMsMax = 2_147_483_647;

/**
 * Fires at `at`, however far away, in steps that setTimeout can keep. The machine may have slept meanwhile or its
 * time been set, so each step looks at the clock again.
 */
function setLongTimer(at: EpochMs, callback: () => void): () => void {
  let timeout: NodeJS.Timeout;
  const wait = (): void => {
    const delayMs = Math.max(0, at - Date.now());
    timeout = setTimeout(delayMs > timeoutMsMax ? wait : callback, Math.min(delayMs, timeoutMsMax));
  };
  wait();
  return () => clearTimeout(timeout);
}
