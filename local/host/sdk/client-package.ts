import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { capitalized } from './names.ts';
import { matchesService } from './package-names.ts';
import { type OperationShapes, operationShapes } from './shape.ts';

/** A client package of AWS SDK v3 (`@aws-sdk/client-secrets-manager`) and what is needed of it. */
export interface ClientPackage {
  readonly packageName: string;
  readonly Client: ClientConstructor;
  /** The class of errors that the service's model does not name. */
  readonly BaseError: unknown;
  readonly findOperation: (action: string) => Operation | undefined;
}

export interface Operation {
  readonly shapes: OperationShapes;
  readonly command: (input: object) => Command;
}

export type ClientConstructor = new (configuration: object) => Client;

export interface Client {
  /** `Secrets Manager`: the name that all other names of the service are derived from. */
  readonly config: { readonly serviceId: string };
  readonly send: (command: Command, options: { readonly abortSignal: AbortSignal }) => Promise<object>;
}

export interface Command {
  /** Absent in older clients, which cannot be called from JSON alone. */
  readonly schema?: readonly unknown[];
  readonly middlewareStack: {
    readonly add: (middleware: Middleware, options: { readonly step: string; readonly name: string }) => void;
  };
}

export type Middleware = (
  next: (input: object) => Promise<{ readonly response: unknown }>,
) => (input: object) => Promise<{ readonly response: unknown }>;

/**
 * The client of the service that `aws-sdk:<service>` names, if its package is installed, in the project that runs
 * or beside Stateyard. A service's name is its package's without hyphens, so whatever is installed can be called.
 */
export function findClientPackage(service: string): ClientPackage | undefined {
  const known = packages.get(service);
  if (known !== undefined) return known;
  for (const require of [
    createRequire(join(process.cwd(), 'package.json')),
    createRequire(import.meta.url),
  ]) {
    const name = installedClients(require).find((each) =>
      matchesService(each.slice(clientPrefix.length), service),
    );
    if (name === undefined) continue;
    const found = clientPackage(name, require(name) as Exports);
    packages.set(service, found);
    return found;
  }
  return undefined;
}

const packages = new Map<string, ClientPackage>();
const scope = '@aws-sdk';
const clientPrefix = `${scope}/client-`;

type Exports = { readonly [name: string]: unknown };

function installedClients(require: NodeJS.Require): readonly string[] {
  const folders = (require.resolve.paths(scope) ?? []).map((folder) => join(folder, scope));
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => `${scope}/${name}`))
    .filter((name) => name.startsWith(clientPrefix));
}

function clientPackage(packageName: string, exports: Exports): ClientPackage {
  const clientName = Object.keys(exports).find((name) => /^[A-Z]\w*Client$/.test(name)) ?? '';
  const Client = exports[clientName] as ClientConstructor;
  const BaseError = exports[clientName.replace(/Client$/, 'ServiceException')];
  return { packageName, Client, BaseError, findOperation: (action) => findOperation(exports, action) };
}

/** Actions begin small: `putObject` is PutObjectCommand. */
function findOperation(exports: Exports, action: string): Operation | undefined {
  const Command = exports[`${capitalized(action)}Command`] as (new (input: object) => Command) | undefined;
  const schema = Command === undefined ? undefined : new Command({}).schema;
  if (Command === undefined || schema === undefined) return undefined;
  return { shapes: operationShapes(schema), command: (input) => new Command(input) };
}
