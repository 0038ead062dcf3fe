import type { JsonObject } from '../../asl/json.ts';
import type { Program } from './compile/program.ts';
import type { EpochMs } from './signal.ts';

/**
 * What the engine keeps of a state machine.
 *
 *   revision  what a machine is at one moment: definition, role, configuration. Every change makes a new one.
 *   version   a revision with a number, published and never changed.
 *   alias     a name that leads to one version, or to two by weight.
 *
 * Source: docs.aws.amazon.com/step-functions/latest/dg/concepts-cd-aliasing-versioning.html
 */
export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly type: StateMachineType;
  readonly createdAt: EpochMs;
  readonly revision: Revision;
  readonly versions: readonly Version[];
  /** The number of the version that was published last, though it may be deleted. */
  readonly lastVersionNumber: number;
  readonly aliases: readonly Alias[];
  readonly tags: Tags;
}

export type StateMachineType = 'STANDARD' | 'EXPRESS';

/** What CreateStateMachine and UpdateStateMachine may set. */
export interface Configuration {
  /** The ASL document, letter for letter as it was given. */
  readonly definition: string;
  readonly roleArn: string;
  readonly loggingConfiguration: JsonObject;
  readonly tracingConfiguration: JsonObject;
  readonly encryptionConfiguration: JsonObject;
}

export interface Revision extends Configuration {
  /** Absent until the first update. */
  readonly revisionId: string | undefined;
  readonly program: Program;
  readonly updatedAt: EpochMs;
}

export interface Version {
  readonly arn: string;
  readonly number: number;
  readonly revision: Revision;
  readonly description: string | undefined;
  readonly createdAt: EpochMs;
}

export interface Alias {
  readonly arn: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly routing: readonly Route[];
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface Route {
  readonly versionArn: string;
  /** Percent, 0 to 100; the weights of an alias add up to 100. */
  readonly weight: number;
}

export type Tags = ReadonlyMap<string, string>;
