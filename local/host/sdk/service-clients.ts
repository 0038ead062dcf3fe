import { endpointOf, type Endpoints, type Environment } from '../endpoints.ts';
import { type Client, type ClientPackage, findClientPackage, type Operation } from './client-package.ts';
import { sdkHttpHandler } from './http-handler.ts';
import type { HttpService } from '../http-message.ts';
import { inProcessHandler } from './in-process-handler.ts';
import { clientPackageName } from './package-names.ts';
import { send, type ServiceAnswer } from './service-answer.ts';
import type { OperationShapes } from './shape.ts';

/** What can be called: an operation of a service whose client is installed, and where. */
export interface ServiceOperation {
  readonly service: string;
  readonly serviceId: string;
  readonly url: string;
  readonly shapes: OperationShapes;
  /** Sends the input; the answer never rejects. */
  readonly call: (input: object, signal: AbortSignal) => Promise<ServiceAnswer>;
}

export interface ServiceClientsOptions {
  readonly endpoints: Endpoints;
  readonly region: string;
  readonly environment: Environment;
  /** Services of this process, which come before endpoints. */
  readonly inProcess?: { readonly [service: string]: HttpService };
  readonly warn: (sentence: string) => void;
}

/** Finds operations by the names that resources use. A string says, for the user, why there is none. */
export class ServiceClients {
  readonly #options: ServiceClientsOptions;
  readonly #clients = new Map<string, Client>();

  constructor(options: ServiceClientsOptions) {
    this.#options = options;
  }

  find(service: string, action: string): ServiceOperation | string {
    const url = this.urlOf(service);
    if (url === undefined) return noEndpoint(service);
    const found = findClientPackage(service);
    if (found === undefined) return noPackage(service);
    const operation = found.findOperation(action);
    if (operation === undefined) return noOperation(found.packageName, action);
    if (isAws(url) && !hasCredentials(this.#options.environment)) return noCredentials(service, url);
    return this.#operation(found, operation, { service, url });
  }

  /** Where the service is called; undefined where nobody has said. */
  urlOf(service: string): string | undefined {
    const { inProcess = {}, endpoints } = this.#options;
    return Object.hasOwn(inProcess, service) ? inProcessUrl : endpointOf(endpoints, service);
  }

  #operation(found: ClientPackage, operation: Operation, place: ServicePlace): ServiceOperation {
    const client = this.#client(found, place);
    return {
      ...place,
      serviceId: client.config.serviceId,
      shapes: operation.shapes,
      call: (input, signal) => send(client, operation.command(input), { found, signal }),
    };
  }

  #client(found: ClientPackage, place: ServicePlace): Client {
    const key = `${place.service} ${place.url}`;
    const known = this.#clients.get(key);
    if (known !== undefined) return known;
    const client = new found.Client(this.#configuration(place));
    this.#clients.set(key, client);
    if (isAws(place.url)) this.#options.warn(`Tasks call AWS itself: ${place.service} at ${place.url}`);
    return client;
  }

  /** One attempt only: a second one behind the workflow's back would count, cost and do things twice. */
  #configuration({ service, url }: ServicePlace): object {
    const { region, environment, inProcess = {} } = this.#options;
    const serve = url === inProcessUrl ? inProcess[service] : undefined;
    return {
      endpoint: url,
      region,
      maxAttempts: 1,
      disableHostPrefix: true,
      forcePathStyle: !isAws(url),
      requestHandler: serve === undefined ? sdkHttpHandler : inProcessHandler(serve),
      ...(!isAws(url) && !hasCredentials(environment) && { credentials: localCredentials }),
    };
  }
}

interface ServicePlace {
  readonly service: string;
  readonly url: string;
}

const inProcessUrl = 'http://stateyard';

/** Emulators take any credentials, but the SDK signs with some. */
const localCredentials = { accessKeyId: 'stateyard', secretAccessKey: 'stateyard' } as const;

/**
 * Only what the environment says on purpose counts, not what else the SDK may find on the machine: AWS itself must
 * not be reached by accident (docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html).
 */
function hasCredentials(environment: Environment): boolean {
  return credentialVariables.some((variable) => Boolean(environment[variable]));
}

const credentialVariables = [
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
] as const;

/** Whether the URL is AWS's own (docs.aws.amazon.com/general/latest/gr/rande.html). */
export function isAws(url: string): boolean {
  return URL.canParse(url) && /\.(amazonaws\.com(\.cn)?|api\.aws)$/.test(new URL(url).hostname);
}

function noEndpoint(service: string): string {
  const variable = `AWS_ENDPOINT_URL_${service.toUpperCase()}`;
  return `Nothing on this machine stands for the service '${service}'. Set ${variable} or AWS_ENDPOINT_URL to where it is, or mock the state.`;
}

function noCredentials(service: string, url: string): string {
  return `${url} is AWS itself, and there are no credentials for it. Set AWS_PROFILE or AWS_ACCESS_KEY_ID, give '${service}' an endpoint on this machine, or mock the state.`;
}

function noOperation(packageName: string, action: string): string {
  return `The installed ${packageName} has no action '${action}' that can be called. If AWS has it, install a later version.`;
}

function noPackage(service: string): string {
  return `The SDK client of the service '${service}' is not installed: npm install ${clientPackageName(service)}`;
}
