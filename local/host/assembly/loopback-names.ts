import dns from 'node:dns';

/**
 * Has `sync-127.0.0.1` found: StartSyncExecution and TestState go to a host whose name begins with `sync-`, whatever the
 * endpoint is, unless the function's client says disableHostPrefix, which code for AWS does not.
 */
export function findLoopbackNames(): void {
  const lookup = dns.lookup as (hostname: string, ...rest: readonly unknown[]) => void;
  const finding = (hostname: string, ...rest: readonly unknown[]) =>
    lookup(hostname.replace(/^sync-(?=127\.0\.0\.1$|localhost$)/, ''), ...rest);
  dns.lookup = finding as typeof dns.lookup;
}
