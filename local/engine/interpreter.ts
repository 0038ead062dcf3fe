import type { Command } from './command.ts';
import type { Program } from './compile/program.ts';
import type { Execution, ExecutionStart } from './execution.ts';
import type { Signal } from './signal.ts';

/** A new execution, which does nothing until it is given `ExecutionStarted`. */
export function createExecution(_program: Program, _start: ExecutionStart): Execution {
  throw new Error('the interpreter is being written');
}

/** Gives one signal to an execution, which it changes, and returns what must be done outside, in order. */
export function step(_execution: Execution, _signal: Signal): readonly Command[] {
  throw new Error('the interpreter is being written');
}
