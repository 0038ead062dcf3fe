import { INVALID_INPUT } from '../../../asl/builder/task-error.ts';
import { ErrorName } from '../../../asl/state-error.ts';
import type { WorkflowRun } from '../run/workflow-run.ts';

/**
 * What has to hold after every run. It does not when the function returns false or a sentence that says why, or throws,
 * as `expect` does.
 */
export type Invariant<World> = (
  run: WorkflowRun,
  world: World,
) => void | boolean | string | undefined | Promise<void | boolean | string | undefined>;

export type Invariants<World> = { readonly [sentence: string]: Invariant<World> };

export interface BrokenInvariant {
  /** The sentence that does not hold. */
  readonly invariant: string;
  readonly because: string;
}

/** What no workflow may do, whatever its author asks for. */
const alwaysHold: Invariants<unknown> = {
  'every execution ends': ({ status }) =>
    status === 'RUNNING'
      ? 'Nothing can happen any more, and it is still RUNNING: a task hangs without a time limit.'
      : true,
  'no definition fails by itself': ({ error, cause }) => (error === ErrorName.Runtime ? cause : true),
  'no task is given what it refuses': ({ attempts }) => {
    const refused = attempts.find(
      ({ outcome }) => outcome?.type === 'failed' && outcome.error === INVALID_INPUT,
    );
    return refused?.outcome?.type === 'failed' ? refused.outcome.cause : true;
  },
};

/** The first invariant that does not hold after a run. */
export async function firstBroken<World>(
  invariants: Invariants<World>,
  run: WorkflowRun,
  world: World,
): Promise<BrokenInvariant | undefined> {
  return (await firstOf(alwaysHold, run, world)) ?? (await firstOf(invariants, run, world));
}

async function firstOf<World>(
  invariants: Invariants<World>,
  run: WorkflowRun,
  world: World,
): Promise<BrokenInvariant | undefined> {
  for (const [invariant, holds] of Object.entries(invariants)) {
    const because = await reasonAgainst(() => holds(run, world));
    if (because !== undefined) return { invariant, because };
  }
  return undefined;
}

async function reasonAgainst(judge: () => ReturnType<Invariant<unknown>>): Promise<string | undefined> {
  try {
    const judged = judge();
    const said = judged instanceof Promise ? await judged : judged;
    if (typeof said === 'string') return said;
    return said === false ? 'It does not hold.' : undefined;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}
