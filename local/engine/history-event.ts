import type { EpochMs } from './signal.ts';

/** One event of an execution's history. Values are held by reference; text is made when somebody reads it. */
export interface HistoryEvent {
  /** From 1. */
  readonly id: number;
  readonly previousEventId: number;
  readonly at: EpochMs;
  readonly type: string;
}
