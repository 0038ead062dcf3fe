import { isIP } from 'node:net';
import { isLoopback } from './http-hosts.ts';
import type { HttpRequest } from './http-message.ts';

/**
 * A web page that somebody happens to look at must not drive what listens on their machine, and browsers alone do not
 * prevent it: they send plain requests to any host, and let a page whose name was rebound to this machine (DNS
 * rebinding) read the answers too. They do say which page asks (Origin), save where it reads its own site (Host).
 * Pages of this machine may ask, and those that were opened by its IP address or by a name without a dot, which nobody
 * can rebind. What is no browser names no page, and posts.
 * Source: developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Origin
 */
export function isAskedByStranger({ method, headers }: Pick<HttpRequest, 'method' | 'headers'>): boolean {
  const { origin, host = '' } = headers;
  if (origin !== undefined) return !isOfThisMachine(hostOf(String(origin)), String(host));
  const onlyReads = method === 'GET' || method === 'HEAD';
  return onlyReads && !isOfThisMachine(String(host), String(host));
}

function isOfThisMachine(page: string, host: string): boolean {
  const name = page.replace(/:\d+$/, '');
  if (isLoopback(name) || name.endsWith('.localhost')) return true;
  return page === host && name !== '' && (isIP(name) !== 0 || !name.includes('.'));
}

/** Empty for `null`, which pages in sandboxes and files say they are. */
function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : '';
}
