import type { Json } from '../../asl/json.ts';
import { ApiError } from './api-error.ts';
import { parseStateMachineArn, type Place, stateMachineArn } from './arn.ts';
import { compileDefinition } from './compile/definition.ts';
import type { Journal } from './journal.ts';
import type { Clock, IdSource, Random } from './ports.ts';
import type {
  Alias,
  Configuration,
  Revision,
  Route,
  StateMachine,
  StateMachineType,
  Tags,
  Version,
} from './state-machine.ts';

/** What CreateStateMachine asks for; the definition has been validated. */
export interface NewStateMachine extends Configuration {
  readonly name: string;
  readonly type: StateMachineType;
  readonly tags: Tags;
}

/** A machine as a StartExecution names it: what to run, and by which version and alias it was reached. */
export interface ResolvedStateMachine {
  readonly machine: StateMachine;
  readonly revision: Revision;
  readonly version: Version | undefined;
  readonly alias: Alias | undefined;
  readonly testCase: string | undefined;
}

/** All state machines, their revisions, versions and aliases. Machines are replaced whole, never changed. */
export class StateMachineRegistry {
  readonly #machines = new Map<string, StateMachine>();
  readonly #ports: RegistryPorts;

  constructor(ports: RegistryPorts) {
    this.#ports = ports;
  }

  /** Takes in what a journal has kept. */
  restore(machine: StateMachine): void {
    this.#machines.set(machine.arn, machine);
  }

  /** In the order of their creation. */
  all(): readonly StateMachine[] {
    return [...this.#machines.values()];
  }

  find(arn: string): StateMachine | undefined {
    return this.#machines.get(arn);
  }

  /** By the machine's own ARN, not that of a version or an alias. Throws StateMachineDoesNotExist. */
  get(arn: string): StateMachine {
    return this.find(arn) ?? raise(doesNotExist(arn));
  }

  /** By the machine's, a version's or an alias's ARN. An alias chooses among its versions by weight. */
  resolve(arnText: string): ResolvedStateMachine {
    const { arn, qualifier, label, testCase } = parseStateMachineArn(arnText);
    const machine = this.find(arn);
    if (machine === undefined || label !== undefined) throw doesNotExist(arnText);
    if (qualifier === undefined) {
      return { machine, revision: machine.revision, version: undefined, alias: undefined, testCase };
    }
    const alias = machine.aliases.find((candidate) => candidate.name === qualifier);
    const versionArn = alias === undefined ? `${arn}:${qualifier}` : this.#choose(alias.routing);
    const version = findVersion(machine, versionArn) ?? raise(doesNotExist(arnText));
    return { machine, revision: version.revision, version, alias, testCase };
  }

  /** Answers the existing machine when all that identifies a request is the same; else StateMachineAlreadyExists. */
  create(request: NewStateMachine): StateMachine {
    const arn = stateMachineArn(this.#ports.place, request.name);
    const existing = this.find(arn);
    if (existing !== undefined) {
      if (isSameRequest(existing, request)) return existing;
      throw new ApiError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    }
    return this.#put({
      arn,
      name: request.name,
      type: request.type,
      createdAt: this.#ports.clock.now(),
      revision: this.#revision(request, undefined),
      versions: [],
      lastVersionNumber: 0,
      aliases: [],
      tags: request.tags,
    });
  }

  /** A new revision, unless nothing changes. Executions under way keep theirs. */
  update(arn: string, changes: Partial<Configuration>): StateMachine {
    const machine = this.get(arn);
    const configuration = { ...configurationOf(machine.revision), ...changes };
    if (isSame(configuration, configurationOf(machine.revision))) return machine;
    return this.#put({ ...machine, revision: this.#revision(configuration, this.#ports.ids.uuid()) });
  }

  delete(arn: string): void {
    if (this.#machines.delete(arn)) this.#ports.journal?.stateMachineDeleted(arn);
  }

  /** The version of the current revision, published now unless it is already. */
  publish(arn: string, description?: string): Version {
    const machine = this.get(arn);
    const published = machine.versions.find((version) => version.revision === machine.revision);
    if (published !== undefined) return published;
    const number = machine.lastVersionNumber + 1;
    const version: Version = {
      arn: `${arn}:${number}`,
      number,
      revision: machine.revision,
      description,
      createdAt: this.#ports.clock.now(),
    };
    this.#put({ ...machine, lastVersionNumber: number, versions: [...machine.versions, version] });
    return version;
  }

  deleteVersion(arn: string, versionArn: string): void {
    const machine = this.find(arn);
    if (machine === undefined) return;
    this.#put({ ...machine, versions: machine.versions.filter((version) => version.arn !== versionArn) });
  }

  /** Adds the alias, or replaces the one of its name. */
  putAlias(arn: string, alias: Omit<Alias, 'arn' | 'createdAt' | 'updatedAt'>): Alias {
    const machine = this.get(arn);
    const now = this.#ports.clock.now();
    const existing = machine.aliases.find(({ name }) => name === alias.name);
    const put = {
      ...alias,
      arn: `${arn}:${alias.name}`,
      createdAt: existing?.createdAt ?? now,
      updatedAt: now,
    };
    const aliases =
      existing === undefined
        ? [...machine.aliases, put]
        : machine.aliases.map((each) => (each === existing ? put : each));
    this.#put({ ...machine, aliases });
    return put;
  }

  deleteAlias(arn: string, name: string): void {
    const machine = this.find(arn);
    if (machine === undefined) return;
    this.#put({ ...machine, aliases: machine.aliases.filter((alias) => alias.name !== name) });
  }

  setTags(arn: string, tags: Tags): void {
    this.#put({ ...this.get(arn), tags });
  }

  #put(machine: StateMachine): StateMachine {
    this.#machines.set(machine.arn, machine);
    this.#ports.journal?.stateMachineChanged(machine);
    return machine;
  }

  #revision(configuration: Configuration, revisionId: string | undefined): Revision {
    return {
      ...configurationOf(configuration),
      revisionId,
      program: compileDefinition(JSON.parse(configuration.definition) as Json),
      updatedAt: this.#ports.clock.now(),
    };
  }

  #choose(routing: readonly Route[]): string {
    const [first, second] = routing;
    if (first === undefined) return '';
    return second === undefined || this.#ports.random.next() * 100 < first.weight
      ? first.versionArn
      : second.versionArn;
  }
}

export interface RegistryPorts {
  readonly place: Place;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly random: Random;
  readonly journal?: Journal;
}

export function findVersion(machine: StateMachine, versionArn: string): Version | undefined {
  return machine.versions.find((version) => version.arn === versionArn);
}

function doesNotExist(arn: string): ApiError {
  return new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
}

function raise(error: ApiError): never {
  throw error;
}

function configurationOf(source: Configuration): Configuration {
  return {
    definition: source.definition,
    roleArn: source.roleArn,
    loggingConfiguration: source.loggingConfiguration,
    tracingConfiguration: source.tracingConfiguration,
    encryptionConfiguration: source.encryptionConfiguration,
  };
}

/** The role and the tags do not count (API_CreateStateMachine.html, on idempotency). */
function isSameRequest(existing: StateMachine, request: NewStateMachine): boolean {
  const configuration = configurationOf({ ...request, roleArn: existing.revision.roleArn });
  return existing.type === request.type && isSame(configuration, configurationOf(existing.revision));
}

/** Both sides are built by the same code, so equal configurations have equal text. */
function isSame(one: Configuration, other: Configuration): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
