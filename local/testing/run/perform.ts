import { runTask } from '../../../asl/builder/run-task.ts';
import type { TaskDefinition } from '../../../asl/builder/task-definition.ts';
import { INVALID_INPUT } from '../../../asl/builder/task-error.ts';
import { type Binding, type Double, type Handler, isDouble } from './double.ts';
import { copyOf } from './copy-of.ts';
import { type Eventually, fails, isOutcome, type Outcome, succeeds } from './outcome.ts';
import type { Attempt } from './task-call.ts';

/**
 * Invokes what is bound to a call. The event that it is given and the answer that it gives are copies, as they are in
 * Lambda: a world that keeps changing what it has answered does not change history.
 */
export function perform(binding: Binding, attempt: Attempt): Eventually<Outcome> {
  try {
    const answered = isDouble(binding) ? performDouble(binding, attempt) : performTask(binding, attempt);
    if (!(answered instanceof Promise)) return outcomeOf(answered);
    return answered.then(outcomeOf, (thrown: unknown) => failureOf(thrown, binding));
  } catch (thrown) {
    return failureOf(thrown, binding);
  }
}

function performDouble({ handler, task }: Double, attempt: Attempt): unknown {
  const refused = task && refusalOf(task, attempt);
  return refused ?? (handler as Handler<unknown, unknown>)(copyOf(attempt.input), attempt);
}

/** The task's own code, in virtual time and without its logs. */
function performTask(task: TaskDefinition, { input, startedAt }: Attempt): Promise<unknown> {
  return runTask(task, copyOf(input), { surroundings: { now: () => startedAt, sink: () => {} } });
}

/** What the real function would refuse, its double refuses too. */
function refusalOf({ name, input: schema }: TaskDefinition, { input }: Attempt): Outcome | undefined {
  const { success, error } = schema.safeParse(input);
  if (success) return undefined;
  const problems = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return fails(INVALID_INPUT, `${name} refuses its input: ${problems.join('; ')}`);
}

function outcomeOf(answered: unknown): Outcome {
  if (!isOutcome(answered)) return succeeds(copyOf(answered));
  return answered.type === 'succeeded' ? { ...answered, output: copyOf(answered.output) } : answered;
}

/** An error that has a name of its own is the task's failure. A double that is wrong ends the test. */
function failureOf(thrown: unknown, binding: Binding): Outcome {
  const isMistake = !(thrown instanceof Error) || mistakes.has(thrown.name);
  if (isDouble(binding) && isMistake) throw thrown;
  return thrown instanceof Error ? fails(thrown.name, thrown.message) : fails(typeof thrown, String(thrown));
}

/** What JavaScript and assertions throw: never what a double means to say. */
const mistakes: ReadonlySet<string> = new Set([
  'Error',
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'AssertionError',
  'JestAssertionError',
]);
