import { stdout } from 'node:process';

/** All of the world that log lines and metrics touch. */
export interface TaskSurroundings {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** Takes one line of text, without its line break. */
  readonly sink: (line: string) => void;
}

/**
 * What a task meets when Lambda invokes it. The only effects under `asl`: a task function is the edge, and nobody
 * stands between Lambda and it who could bring them.
 */
export const lambdaSurroundings: TaskSurroundings = {
  now: () => Date.now(),
  sink: (line) => stdout.write(`${line}\n`),
};
