import { parseJson } from '../../../asl/parse-json.ts';
import type { Activity } from '../../engine/activity.ts';
import { compileDefinition } from '../../engine/compile/definition.ts';
import type { Revision, StateMachine, Version } from '../../engine/state-machine.ts';

/** How the engine's values stand in the journal, as JSON, and back. A revision stands there by its number. */

export function revisionText({ program: _compiledAgain, ...revision }: Revision): string {
  return JSON.stringify(revision);
}

export function parseRevision(text: string): Revision {
  const revision = JSON.parse(text) as Omit<Revision, 'program'>;
  const program = compileDefinition(parseJson(revision.definition));
  return { ...revision, revisionId: revision.revisionId, program };
}

export function machineText(machine: StateMachine, numberOf: (revision: Revision) => number): string {
  return JSON.stringify({
    ...machine,
    revision: numberOf(machine.revision),
    versions: machine.versions.map((version) => ({ ...version, revision: numberOf(version.revision) })),
    tags: [...machine.tags],
  });
}

export function parseMachine(text: string, revisionOf: (number: number) => Revision): StateMachine {
  const machine = JSON.parse(text) as MachineDocument;
  return {
    ...machine,
    revision: revisionOf(machine.revision),
    versions: machine.versions.map((version) => ({
      ...version,
      revision: revisionOf(version.revision),
      description: version.description,
    })),
    aliases: machine.aliases.map((alias) => ({ ...alias, description: alias.description })),
    tags: new Map(machine.tags),
  };
}

type MachineDocument = Omit<StateMachine, 'revision' | 'versions' | 'tags'> & {
  readonly revision: number;
  readonly versions: readonly (Omit<Version, 'revision'> & { readonly revision: number })[];
  readonly tags: readonly [string, string][];
};

export function activityText(activity: Activity): string {
  return JSON.stringify({ ...activity, tags: [...activity.tags] });
}

export function parseActivity(text: string): Activity {
  const activity = JSON.parse(text) as Omit<Activity, 'tags'> & {
    readonly tags: readonly [string, string][];
  };
  return { ...activity, tags: new Map(activity.tags) };
}
