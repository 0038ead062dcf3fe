import type { JsonObject } from '../../../asl/json.ts';

/**
 * The host of a QueueUrl that has one name and no domain, as `https://orders` has, if it is not where the service is
 * called. AWS looks such a host up and finds nothing; here nothing is looked up, since no definition decides
 * which hosts are reached.
 */
export function strangeQueueHost({ QueueUrl }: JsonObject, endpoint: string): string | undefined {
  if (typeof QueueUrl !== 'string' || !URL.canParse(QueueUrl)) return undefined;
  const { hostname } = new URL(QueueUrl);
  const isKnown = hostname.includes('.') || hostname === 'localhost' || hostname.startsWith('[');
  return isKnown || hostname === hostOf(endpoint) ? undefined : hostname;
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
