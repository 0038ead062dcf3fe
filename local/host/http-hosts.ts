import type { Environment } from './endpoints.ts';
import { SettingError } from './setting-error.ts';

/**
 * The hosts that tasks may reach over HTTP, with their ports where those are not the usual ones, and the origin
 * that stands for each.
 */
export type HttpHosts = ReadonlyMap<string, string>;

export const httpHostsVariable = 'STATEYARD_HTTP_HOSTS';

/**
 * Reads STATEYARD_HTTP_HOSTS, a list with commas of `api.example.com`, which is reached itself, and
 * `api.example.com=http://127.0.0.1:4000`, which something on this machine stands for. Nobody but the user says
 * whom workflows under development may talk to, so no other host is reached.
 */
export function readHttpHosts(environment: Environment): HttpHosts {
  const entries = (environment[httpHostsVariable] ?? '').split(',').map((entry) => entry.trim());
  return new Map(entries.filter((entry) => entry !== '').map(readEntry));
}

function readEntry(entry: string): readonly [host: string, origin: string] {
  const [name = '', standIn] = entry.split(/=(.*)/);
  const host = URL.canParse(`https://${name}`) ? new URL(`https://${name}`).host : '';
  const origin = standIn ?? `${isLoopback(host) ? 'http' : 'https'}://${host}`;
  if (host === '' || name.includes('/') || !URL.canParse(origin)) {
    throw new SettingError(`${httpHostsVariable} has '${entry}', which is neither HOST nor HOST=URL.`);
  }
  return [host, new URL(origin).origin];
}

/** Where a request for the URL is sent; undefined where nobody has allowed its host. */
export function destinationOf(url: URL, hosts: HttpHosts): URL | undefined {
  const origin = hosts.get(url.host);
  return origin === undefined ? undefined : new URL(url.pathname + url.search, origin);
}

/** Whether the host is this machine itself. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host);
}
