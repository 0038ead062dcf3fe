import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { z } from 'zod';
import { AuthoringError } from '../../../asl/builder/authoring-error.ts';
import { defineTask } from '../../../asl/builder/define-task.ts';
import { emit } from '../../../asl/builder/emit/emit.ts';
import type { Ref } from '../../../asl/builder/reference.ts';
import { attempt } from '../../../asl/builder/states/attempt.ts';
import { choice } from '../../../asl/builder/states/choice.ts';
import { invoke } from '../../../asl/builder/states/invoke.ts';
import { map } from '../../../asl/builder/states/map.ts';
import { parallel } from '../../../asl/builder/states/parallel.ts';
import { pass } from '../../../asl/builder/states/pass.ts';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { workflow } from '../../../asl/builder/workflow.ts';
import { execute } from './execute.ts';

/**
 * Random workflows, executed in both languages and compared with what the same program does when it is simply run.
 * Every statement has a value `{ v }`, made from the value before it, so that data flows through all of it.
 */
type Statement =
  | { readonly kind: 'task'; readonly fails: 'never' | 'E1' | 'E2'; readonly undone: boolean }
  | { readonly kind: 'pass' }
  | { readonly kind: 'choice'; readonly flag: 'yes' | 'no'; readonly arms: readonly [Body, Body] }
  | { readonly kind: 'attempt'; readonly body: Body; readonly handlers: readonly [Body, Body | undefined] }
  | { readonly kind: 'parallel'; readonly branches: readonly [Body, Body] }
  | { readonly kind: 'map'; readonly body: Body };
type Body = readonly Statement[];

interface Value {
  readonly v: string;
}

const { body: anyBody } = fc.letrec<{ statement: Statement; body: Body }>((tie) => ({
  statement: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({
      kind: fc.constant('task' as const),
      fails: fc.constantFrom(
        'never' as const,
        'never' as const,
        'never' as const,
        'E1' as const,
        'E2' as const,
      ),
      undone: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('pass' as const) }),
    fc.record({
      kind: fc.constant('choice' as const),
      flag: fc.constantFrom('yes' as const, 'no' as const),
      arms: fc.tuple(tie('body'), tie('body')),
    }),
    fc.record({
      kind: fc.constant('attempt' as const),
      body: tie('body'),
      handlers: fc.tuple(tie('body'), fc.option(tie('body'), { nil: undefined })),
    }),
    fc.record({
      kind: fc.constant('parallel' as const),
      branches: fc.tuple(tie('body'), tie('body').map(calm)),
    }),
    fc.record({ kind: fc.constant('map' as const), body: tie('body') }),
  ),
  body: fc.array(tie('statement'), { maxLength: 4 }),
}));

/** Without failures: which of two branches fails first is nobody's business. */
function calm(body: Body): Body {
  return body.map((statement) =>
    statement.kind === 'task' ? { ...statement, fails: 'never' } : calmInside(statement),
  );
}

function calmInside(statement: Exclude<Statement, { kind: 'task' }>): Statement {
  switch (statement.kind) {
    case 'pass':
      return statement;
    case 'choice':
      return { ...statement, arms: [calm(statement.arms[0]), calm(statement.arms[1])] };
    case 'parallel':
      return { ...statement, branches: [calm(statement.branches[0]), statement.branches[1]] };
    case 'attempt':
    case 'map':
      return { ...statement, body: calm(statement.body) };
    default:
      return statement satisfies never;
  }
}

const shape = z.object({ v: z.string() });
const work = defineTask('Work', {
  input: z.object({ v: z.string(), fails: z.string() }),
  output: shape,
  errors: ['E1', 'E2'],
  handler: ({ v }) => ({ v }),
});
const takeBack = defineTask('TakeBack', { input: shape, output: shape, handler: (value) => value });

/** The program as a workflow. */
function trace(body: Body, given: Ref<Value>, flags: Flags): Ref<Value> {
  return body.reduce((value, statement) => traceStatement(statement, value, flags), given);
}

type Flags = Ref<{ yes: boolean; no: boolean; list: Value[] }>;

function traceStatement(statement: Statement, value: Ref<Value>, flags: Flags): Ref<Value> {
  const inner = (body: Body, from: Ref<Value>) => ({ v: trace(body, from, flags).v });
  switch (statement.kind) {
    case 'task':
      return invoke(
        work,
        { v: value.v, fails: statement.fails },
        statement.undone ? { undo: (done) => invoke(takeBack, { v: done.v }) } : {},
      );
    case 'pass':
      return pass({ v: value.v });
    case 'choice':
      return choice(
        flags[statement.flag],
        () => inner(statement.arms[0], value),
        () => inner(statement.arms[1], value),
      );
    case 'attempt': {
      const [first, all] = statement.handlers;
      const body = () => {
        const started = invoke(work, { v: value.v, fails: 'never' });
        return inner(statement.body, started);
      };
      const E1 = () => inner(first, value);
      return all ? attempt(body, { E1, 'States.ALL': () => inner(all, value) }) : attempt(body, { E1 });
    }
    case 'parallel': {
      const { b } = parallel({
        a: () => inner(statement.branches[0], value),
        b: () => inner(statement.branches[1], value),
      });
      return b;
    }
    case 'map':
      return map(flags.list, (item) => ({ v: trace(statement.body, item, flags).v })).at(1);
    default:
      return statement satisfies never;
  }
}

const input = { v: 's', yes: true, no: false, list: [{ v: 'x' }, { v: 'y' }] };

/** The program simply run. */
function run(body: Body, given: Value): Value {
  return body.reduce((value, statement) => runStatement(statement, value), given);
}

function runStatement(statement: Statement, value: Value): Value {
  switch (statement.kind) {
    case 'task':
      return doWork({ v: value.v, fails: statement.fails });
    case 'pass':
      return value;
    case 'choice':
      return run(statement.flag === 'yes' ? statement.arms[0] : statement.arms[1], value);
    case 'attempt':
      return runAttempt(statement, value);
    case 'parallel':
      return statement.branches.map((branch) => run(branch, value))[1] as Value;
    case 'map':
      return input.list.map((item) => run(statement.body, item))[1] as Value;
    default:
      return statement satisfies never;
  }
}

function runAttempt(
  { body, handlers: [first, all] }: Extract<Statement, { kind: 'attempt' }>,
  value: Value,
): Value {
  try {
    return run(body, doWork({ v: value.v, fails: 'never' }));
  } catch (thrown) {
    const handler = (thrown as TaskError).name === 'E1' ? first : all;
    if (!handler) throw thrown;
    return run(handler, value);
  }
}

function doWork({ v, fails }: { readonly v: string; readonly fails: string }): Value {
  if (fails !== 'never') throw new TaskError(fails, 'on purpose');
  return { v: `${v}w` };
}

const answers = {
  Work: (given: object) => ({ ...doWork(given as { v: string; fails: string }) }),
};

const Input = z.object({ v: z.string(), yes: z.boolean(), no: z.boolean(), list: z.array(shape) });

const traced = (body: Body) =>
  tracedOrRefused(() =>
    workflow('Random', { input: Input }, (given) => ({ v: trace(body, pass({ v: given.v }), given).v })),
  );

test('random workflows do the same in both languages as when simply run', () => {
  const property = fc.property(anyBody, (body) => {
    const random = traced(body);
    fc.pre(random !== undefined);
    const expected = outcomeOf(() => run(body, { v: 's' }));
    for (const queryLanguage of ['JSONata', 'JSONPath'] as const) {
      const { output, error } = execute(random, input, { answers, queryLanguage });
      expect({ queryLanguage, output, error }).toEqual({ queryLanguage, ...expected });
    }
  });
  fc.assert(property, { numRuns: 100, seed: 20261123 });
});

interface Verdict {
  readonly isValid: boolean;
}

test('random workflows pass the grammar that others have published', () => {
  const aslValidator = createRequire(import.meta.url)('asl-validator') as (definition: object) => Verdict;
  const workflows = fc.sample(anyBody, { numRuns: 10, seed: 20261123 }).flatMap((body) => traced(body) ?? []);
  const definitions = workflows.flatMap((one) =>
    (['JSONata', 'JSONPath'] as const).map((queryLanguage) => emit(one, { queryLanguage })),
  );
  expect(definitions.length).toBeGreaterThan(6);
  expect(definitions.filter((one) => !aslValidator(structuredClone(one)).isValid)).toEqual([]);
});

/** An undo in an arm before what can fail is refused; such programs are left out. */
function tracedOrRefused<T>(tracing: () => T): T | undefined {
  try {
    return tracing();
  } catch (thrown) {
    if (thrown instanceof AuthoringError && thrown.message.startsWith('The undo of')) return undefined;
    throw thrown;
  }
}

function outcomeOf(program: () => Value): { output: Value | undefined; error: string | undefined } {
  try {
    return { output: program(), error: undefined };
  } catch (thrown) {
    return { output: undefined, error: (thrown as TaskError).name };
  }
}
