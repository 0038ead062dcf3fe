import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { TaskError } from '../../asl/builder/task-error.ts';
import type { TaskDefinition } from '../../asl/builder/task-definition.ts';
import type { Workflow } from '../../asl/builder/workflow.ts';
import type { Json } from '../../asl/json.ts';
import { projectWorkflows } from '../../local/cli/dev/project.ts';
import { type Answers, execute } from '../asl/builder/execute.ts';
import { arbitraryValue } from '../support/arbitrary-value.ts';

/**
 * Every workflow that is shipped, on the engine, in both query languages, given any input and any answers that the
 * schemas of its tasks allow, with any of the errors that they declare. Its direct service calls answer alike.
 */
const workflows = projectWorkflows.map((workflow) => ({ name: workflow.name, workflow }));

test.each(workflows)('$name ends alike in JSONata and in JSONPath', ({ workflow }) => {
  const given = fc.record({ input: arbitraryValue(workflow.input), answers: arbitraryAnswers(workflow) });
  const seen = new Set<string>();
  const property = fc.property(given, ({ input, answers }) => {
    const jsonata = endOf(workflow, input, { answers, items, queryLanguage: 'JSONata' });
    expect(endOf(workflow, input, { answers, items, queryLanguage: 'JSONPath' })).toEqual(jsonata);
    seen.add(jsonata.status);
  });
  fc.assert(property, { numRuns: 100, seed: 20261123 });
  expect([...seen].toSorted()).toEqual(['FAILED', 'SUCCEEDED']);
});

/** Of Distributed Maps. */
const items = [{ index: 0 }, { index: 1 }];

type Settings = Parameters<typeof execute>[2];

/** Branches run at the same time, so the order of tasks may differ. */
function endOf(workflow: Workflow, input: Json, settings: Settings) {
  const ending = execute(workflow, input, settings);
  return { ...ending, tasks: ending.tasks.toSorted() };
}

/** For each task its answers in turn. */
function arbitraryAnswers({ tasks }: Workflow): fc.Arbitrary<Answers> {
  const inTurn = (replies: readonly Reply[]) => (_payload: unknown, before: number) =>
    answer(replies[before % replies.length] as Reply);
  const scripts = tasks.map((task) => [
    task.name,
    fc.array(arbitraryReply(task), { minLength: 1, maxLength: 3 }).map(inTurn),
  ]);
  const drawn = fc.record(Object.fromEntries(scripts) as { [task: string]: fc.Arbitrary<Answers[string]> });
  return drawn.map((answers) => ({ ...answers, ...serviceAnswers }));
}

/** Where what a service answers is always there, and read; the others echo. */
const serviceAnswers: Answers = {
  'startQueryExecution.sync': () => ({ QueryExecution: { QueryExecutionId: 'query' } }),
};

type Reply = { readonly output: Json } | { readonly error: string };

function arbitraryReply({ output, errors }: TaskDefinition): fc.Arbitrary<Reply> {
  const succeeds = arbitraryValue(output).map((value) => ({ output: value }));
  const fails = fc.constantFrom(...errors, 'TimeoutError', 'Surprise').map((error) => ({ error }));
  return fc.oneof({ weight: 9, arbitrary: succeeds }, { weight: 1, arbitrary: fails });
}

function answer(reply: Reply): Json {
  if ('error' in reply) throw new TaskError(reply.error, 'drawn by the test');
  return reply.output;
}
