import type { Json, JsonObject } from '../../../asl/json.ts';
import type { HeaderLines, HttpExchange } from '../../engine/http-exchange.ts';

/**
 * `request` and `response` of an HTTP task, for the level TRACE. There are no secrets to reveal or to hide: AWS adds
 * those of an EventBridge connection, which is not known here, and hides nothing that the state or the response says.
 * Source: docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html#test-state-trace-level
 */
export function inspectExchange({ request, response }: HttpExchange): { readonly [member: string]: Json } {
  const protocol = new URL(request.url).protocol.replace(':', '');
  return {
    request: { protocol, ...request, headers: lineOf(request.headers) },
    ...(response && {
      response: {
        protocol,
        ...response,
        statusCode: String(response.statusCode),
        headers: lineOf(response.headers),
      },
    }),
  } satisfies JsonObject;
}

/** As AWS's examples have them: `[Range: bytes=0-262144, X-Shop: a]`. */
function lineOf(headers: HeaderLines): string {
  return `[${headers.map(([name, value]) => `${name}: ${value}`).join(', ')}]`;
}
