/** The part of an event that matchers look at, wherever its history comes from. */
export interface ToldEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly atMs: number;
  readonly type: string;
  /** Of the state, where the event is a state's. */
  readonly name: string | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly output: unknown;
}
