import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Json } from '../../../asl/json.ts';
import { compileDefinition } from '../../../local/engine/compile/definition.ts';
import { createExecution, step } from '../../../local/engine/interpreter.ts';
import type { TaskReport } from '../../../local/engine/task-request.ts';
import { type CoreRun, describeStart, runCore, startCore, type TaskScript } from '../../support/core.ts';

/**
 * What must hold for any definition: states nested and failing at random, retried and caught at random. The
 * names of states are their places, so they are unique.
 */
interface StateSketch {
  readonly kind: 'Pass' | 'Task' | 'Wait' | 'Fail' | 'Choice' | 'Parallel' | 'Map';
  readonly retries: boolean;
  readonly catches: boolean;
  readonly seconds: number;
  readonly children: readonly (readonly StateSketch[])[];
}

const { sketches } = fc.letrec<{ sketches: readonly StateSketch[]; sketch: StateSketch }>((tie) => ({
  sketches: fc.array(tie('sketch'), { minLength: 1, maxLength: 4 }),
  sketch: fc.record({
    kind: fc.constantFrom('Pass', 'Task', 'Task', 'Wait', 'Fail', 'Choice', 'Parallel', 'Map'),
    retries: fc.boolean(),
    catches: fc.boolean(),
    seconds: fc.nat(3),
    children: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constant([]),
      fc.array(tie('sketches'), { minLength: 1, maxLength: 3 }),
    ),
  }),
}));

function graph(
  states: readonly StateSketch[],
  place: string,
): { readonly StartAt: string; readonly States: object } {
  const named = states.map((state, index) => {
    const next = index + 1 < states.length ? { Next: `${place}.${index + 1}` } : { End: true };
    return [`${place}.${index}`, stateOf(state, `${place}.${index}`, next)] as const;
  });
  return {
    StartAt: `${place}.0`,
    States: { ...Object.fromEntries(named), [`${place}.caught`]: { Type: 'Pass', End: true } },
  };
}

function stateOf(sketch: StateSketch, place: string, next: object): object {
  const { kind, seconds, children } = sketch;
  const inner = children.length > 0 ? children : [[plain]];
  const fallible = {
    ...(sketch.retries && { Retry: [{ ErrorEquals: ['Flaky'], MaxAttempts: 1, JitterStrategy: 'FULL' }] }),
    ...(sketch.catches && {
      Catch: [{ ErrorEquals: ['States.ALL'], Next: `${place.slice(0, place.lastIndexOf('.'))}.caught` }],
    }),
    ...next,
  };
  switch (kind) {
    case 'Pass':
      return { Type: kind, ...next };
    case 'Wait':
      return { Type: kind, Seconds: seconds, ...next };
    case 'Fail':
      return { Type: kind, Error: 'Flaky' };
    case 'Choice': {
      const target = 'Next' in next ? next.Next : `${place.slice(0, place.lastIndexOf('.'))}.caught`;
      return { Type: kind, Choices: [{ Variable: '$', IsPresent: true, Next: target }] };
    }
    case 'Task':
      return { Type: kind, Resource: 'arn:aws:states:::lambda:invoke', TimeoutSeconds: 5, ...fallible };
    case 'Parallel':
      return {
        Type: kind,
        Branches: inner.map((states, index) => graph(states, `${place}/${index}`)),
        ...fallible,
      };
    case 'Map':
      return {
        Type: kind,
        ItemsPath: '$$.Execution.Input.items',
        MaxConcurrency: seconds,
        ItemProcessor: graph(inner[0] ?? [plain], `${place}/map`),
        ...fallible,
      };
    default:
      return kind satisfies never;
  }
}

const plain: StateSketch = { kind: 'Pass', retries: false, catches: false, seconds: 0, children: [] };

/** Some tasks answer, some fail, some never say a word. */
function unreliable(outcomes: readonly number[]): TaskScript {
  return ({ taskId, parameters }): TaskReport | undefined => {
    const outcome = outcomes[taskId % outcomes.length] ?? 0;
    if (outcome === 0) return { type: 'succeeded', output: parameters };
    return outcome === 1 ? { type: 'failed', error: 'Flaky' } : undefined;
  };
}

const anyRun = fc
  .tuple(sketches, fc.array(fc.nat(2), { minLength: 1, maxLength: 7 }), fc.nat(2 ** 31))
  .map(([states, outcomes, seed]) => ({ definition: graph(states, 's') as Json, outcomes, seed }));

function execute({
  definition,
  outcomes,
  seed,
}: {
  definition: Json;
  outcomes: readonly number[];
  seed: number;
}): CoreRun {
  return runCore(definition, { input: { items: [1, 2, 3] }, tasks: unreliable(outcomes), start: { seed } });
}

function holds(predicate: (run: CoreRun, definition: Json) => void): void {
  fc.assert(
    fc.property(anyRun, (any) => predicate(execute(any), any.definition)),
    { numRuns: 300 },
  );
}

describe('any definition', () => {
  test('ends', () => {
    holds(({ execution }) => expect(['SUCCEEDED', 'FAILED']).toContain(execution.status));
  });

  test('leaves a history without gaps, each event after the one it follows from', () => {
    holds(({ execution }) => {
      expect(execution.history.map(({ id }) => id)).toEqual(execution.history.map((_, index) => index + 1));
      expect(execution.history.filter(({ id, previousEventId }) => previousEventId >= id)).toEqual([]);
      expect(execution.history.filter(({ type }) => /^Execution(Succeeded|Failed)$/.test(type))).toHaveLength(
        1,
      );
    });
  });

  test('leaves each state at most as often as it entered it', () => {
    holds(({ execution }) => {
      const entered = execution.history.filter(({ type }) => type.endsWith('StateEntered')).length;
      const exited = execution.history.filter(({ type }) => type.endsWith('StateExited')).length;
      expect(exited).toBeLessThanOrEqual(entered);
    });
  });

  test('has nothing under way when it succeeds', () => {
    holds(({ execution, commands, signals }) => {
      const cancelled = new Set(
        commands.map((command) => (command.type === 'CancelTask' ? command.taskId : 0)),
      );
      const reported = new Set(signals.map((signal) => (signal.type === 'TaskReported' ? signal.taskId : 0)));
      const open = commands.filter(
        (command) =>
          command.type === 'StartTask' &&
          !cancelled.has(command.task.taskId) &&
          !reported.has(command.task.taskId),
      );
      expect(execution.status === 'SUCCEEDED' ? open : []).toEqual([]);
    });
  });

  test('replays from its journal to the same end', () => holds(replaysTheSame));
});

function replaysTheSame(run: CoreRun, definition: Json): void {
  const { start } = run.execution;
  const replayed = createExecution(compileDefinition(definition), { ...describeStart(), ...start });
  for (const signal of run.signals) step(replayed, signal);
  expect(JSON.stringify(replayed.history)).toBe(JSON.stringify(run.execution.history));
  expect(replayed.output).toEqual(run.execution.output);
}

/** Stopped at some moment, if it has not failed before, and redriven for as long as that may help. */
function holdsRedriven(predicate: (run: CoreRun, definition: Json) => void): void {
  fc.assert(
    fc.property(anyRun, fc.nat(12), ({ definition, outcomes, seed }, stopSeconds) => {
      const options = { input: { items: [1, 2, 3] }, tasks: unreliable(outcomes), start: { seed } };
      const run = startCore(definition, options);
      run.clock.advance(stopSeconds * 1_000);
      run.send({ type: 'ExecutionStopped', at: run.clock.now() });
      for (let redrives = 0; redrives < 4 && run.execution.status !== 'SUCCEEDED'; redrives += 1) {
        run.send({ type: 'ExecutionRedriven', at: run.clock.now() });
        run.clock.runUntilIdle();
      }
      predicate(run, definition);
    }),
    { numRuns: 300 },
  );
}

describe('any definition, redriven', () => {
  test('ends again', () => {
    holdsRedriven(({ execution }) => expect(['SUCCEEDED', 'FAILED']).toContain(execution.status));
  });

  test('leaves a history without gaps', () => {
    holdsRedriven(({ execution }) => {
      expect(execution.history.map(({ id }) => id)).toEqual(execution.history.map((_, index) => index + 1));
      expect(execution.history.filter(({ id, previousEventId }) => previousEventId >= id)).toEqual([]);
      const redriven = execution.history.filter(({ type }) => type === 'ExecutionRedriven');
      expect(redriven).toHaveLength(execution.redriveCount);
    });
  });

  test('enters and leaves no state of the outermost graph twice', () => {
    holdsRedriven(({ execution }) => {
      const ofOutermost = execution.history.flatMap((event) =>
        'name' in event && /^s\.\w+$/.test(event.name) && /State(Entered|Exited)$/.test(event.type)
          ? [`${event.type} ${event.name}`]
          : [],
      );
      expect(new Set(ofOutermost).size).toBe(ofOutermost.length);
    });
  });

  test('replays from its journal to the same end', () => holdsRedriven(replaysTheSame));
});
