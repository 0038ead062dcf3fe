import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { toApiEvent } from '../../../local/engine/history-api.ts';
import { type CoreRun, startCore } from '../../support/core.ts';

/**
 * Histories that the real AWS recorded, through the core alone: the cases that need nothing but a definition and
 * an input. `npm run conformance` runs all of them over the API; this says at once what the core gets wrong.
 */
const folder = resolve('..', 'shared', 'conformance');

interface RecordedCase {
  readonly id: string;
  readonly needs: readonly string[];
  readonly steps: readonly Step[];
  readonly expect: { readonly [key: string]: unknown };
}

interface Step {
  readonly op: string;
  readonly params?: {
    readonly definition?: string;
    readonly input?: string;
    readonly type?: 'STANDARD' | 'EXPRESS';
  };
  readonly key?: string;
  readonly grade?: string;
}

const accountId = '123456789012';
const cases = existsSync(folder) ? readCases() : [];
const testRecorded = cases.length > 0 ? test : test.skip;

testRecorded.each(cases.map((recorded) => [shortName(recorded), recorded] as const))(
  'agrees with AWS on %s (skipped where ../shared is absent)',
  async (_name, recorded) => {
    const run = execute(recorded);
    run.clock.advance(isEnded(recorded) ? 10 * 60_000 : 0);
    const events = run.execution.history.map((event) => ({
      ...toApiEvent(event),
      timestamp: new Date(event.at),
    }));
    expect(await differences(recorded, { events })).toEqual([]);
  },
);

function readCases(): readonly RecordedCase[] {
  return readdirSync(join(folder, 'cases'))
    .flatMap((file) => JSON.parse(readFileSync(join(folder, 'cases', file), 'utf8')) as RecordedCase[])
    .filter(needsTheCoreAlone);
}

/** One machine, started once, without a task, whose history is looked at. */
function needsTheCoreAlone({ needs, steps }: RecordedCase): boolean {
  const operations = steps.map(({ op }) => op).filter((op) => op !== '@AwaitStatus' && op !== '@AwaitEvents');
  const isSimple =
    operations.join() === 'CreateStateMachine,StartExecution,GetExecutionHistory,@Expect' ||
    operations.join() ===
      'CreateStateMachine,StartExecution,DescribeExecution,@Expect,GetExecutionHistory,@Expect';
  const definition = JSON.stringify(steps[0]?.params?.definition ?? '');
  const needsMore = /"Type\\": ?\\"Task|ItemReader|ResultWriter|ItemBatcher/.test(definition);
  return needs.length === 0 && isSimple && !needsMore && steps.at(-1)?.grade === 'history';
}

function execute({ steps }: RecordedCase): CoreRun {
  const machine = steps.find(({ op }) => op === 'CreateStateMachine')?.params;
  const start = steps.find(({ op }) => op === 'StartExecution')?.params;
  return startCore(JSON.parse(fill(machine?.definition ?? '')), {
    input: JSON.parse(fill(start?.input ?? '{}')),
    start: { type: machine?.type ?? 'STANDARD' },
  });
}

/** Replaces what the cases leave open; the virtual clock starts with the year 2026. */
function fill(text: string): string {
  return text
    .replaceAll('@@region@@', 'us-east-1')
    .replaceAll('@@account@@', accountId)
    .replaceAll(/@@now\+(\d+)@@/g, (_match, seconds: string) =>
      new Date(Date.UTC(2026, 0, 1) + Number(seconds) * 1_000).toISOString().slice(0, 19),
    )
    .replaceAll(/@@(\w+)@@/g, '$1');
}

function isEnded({ expect: expected }: RecordedCase): boolean {
  return /"type":"Execution(Succeeded|Failed|TimedOut)"/.test(JSON.stringify(expected));
}

/** Whatever the recorded cases' own comparison finds wrong with the history. */
async function differences(recorded: RecordedCase, history: object): Promise<readonly unknown[]> {
  const { Comparer, judge } = await import(pathToFileURL(join(folder, 'compare.mjs')).href);
  const step = recorded.steps.findLast(({ op }) => op === '@Expect');
  const comparer = new Comparer(recorded, { account: accountId });
  const judgements: readonly { readonly diff: unknown }[] = judge(
    recorded,
    comparer,
    step,
    recorded.expect[step?.key ?? ''],
    history,
  );
  return judgements.map(({ diff }) => diff).filter((diff) => diff !== null);
}

function shortName({ id }: RecordedCase): string {
  return id.split('::').slice(1).join(' ');
}
