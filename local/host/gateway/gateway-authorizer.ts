import { z } from 'zod';
import type { Json } from '../../../asl/json.ts';
import type { HttpRequest } from '../http-message.ts';

/** A Lambda authorizer: a function that says who calls, and what they may. */
export interface GatewayAuthorizer {
  readonly type: 'TOKEN' | 'REQUEST';
  readonly identityHeaders: readonly string[];
  /** Of a TOKEN authorizer: what does not look like this is refused without asking. */
  readonly pattern?: string;
  readonly cacheSeconds: number;
  readonly invoke: (event: Json) => Promise<unknown>;
}

export type Verdict =
  | { readonly type: 'allowed'; readonly principalId: string; readonly context: AuthorizerContext }
  | { readonly type: 'unauthorized' }
  | { readonly type: 'denied' }
  /** The authorizer did not answer, or not as it must. */
  | { readonly type: 'broken'; readonly reason: string };

type AuthorizerContext = Readonly<Record<string, string | number | boolean>>;

const Answer = z.object({
  principalId: z.string(),
  policyDocument: z.object({
    Statement: z.array(
      z.object({
        Action: z.union([z.string(), z.array(z.string())]),
        Effect: z.enum(['Allow', 'Deny']),
        Resource: z.union([z.string(), z.array(z.string())]),
      }),
    ),
  }),
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});
type Answer = z.output<typeof Answer>;

/** Whoever is asked again with the same identity gets the answer that was kept, whatever the method. */
interface Kept {
  readonly answer: Answer;
  readonly untilMs: number;
}

/** More callers than that are asked again. */
const keptMax = 1_000;

/**
 * Asks authorizers as API Gateway does: not at all where an identity source is missing or does not look right, not again
 * while an answer is kept; and then judges by the policy.
 * docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export class AuthorizerDesk {
  readonly #now: () => number;
  readonly #kept = new Map<GatewayAuthorizer, Map<string, Kept>>();

  constructor(now: () => number) {
    this.#now = now;
  }

  async judge(authorizer: GatewayAuthorizer, request: HttpRequest, methodArn: string): Promise<Verdict> {
    const identity = authorizer.identityHeaders.map((name) => headerOf(request, name));
    if (identity.some((value) => value === '') || !looksRight(authorizer, identity)) {
      return { type: 'unauthorized' };
    }
    const kept = this.#keptFor(authorizer, identity);
    if (kept !== undefined) return verdictOf(kept, methodArn);
    const asked = await ask(authorizer, eventOf(authorizer, request, methodArn));
    if ('type' in asked) return asked;
    this.#keep(authorizer, identity, asked);
    return verdictOf(asked, methodArn);
  }

  #keptFor(authorizer: GatewayAuthorizer, identity: readonly string[]): Answer | undefined {
    const found = this.#kept.get(authorizer)?.get(JSON.stringify(identity));
    return found !== undefined && this.#now() < found.untilMs ? found.answer : undefined;
  }

  #keep(authorizer: GatewayAuthorizer, identity: readonly string[], answer: Answer): void {
    const kept = this.#kept.get(authorizer) ?? new Map<string, Kept>();
    const [oldest] = kept.keys();
    if (kept.size >= keptMax && oldest !== undefined) kept.delete(oldest);
    const untilMs = this.#now() + authorizer.cacheSeconds * 1_000;
    this.#kept.set(authorizer, kept.set(JSON.stringify(identity), { answer, untilMs }));
  }
}

function headerOf({ headers }: HttpRequest, name: string): string {
  return [headers[name.toLowerCase()] ?? ''].flat().join(',');
}

function looksRight({ pattern = '' }: GatewayAuthorizer, [first = '']: readonly string[]): boolean {
  return new RegExp(pattern).test(first);
}

function eventOf(
  { type, identityHeaders }: GatewayAuthorizer,
  request: HttpRequest,
  methodArn: string,
): Json {
  const [header = ''] = identityHeaders;
  if (type === 'TOKEN') return { type, authorizationToken: headerOf(request, header), methodArn };
  const { method: httpMethod, path } = request;
  const names = Object.keys(request.headers);
  const headers = Object.fromEntries(names.map((name) => [name, headerOf(request, name)]));
  return { type, methodArn, httpMethod, path, headers };
}

async function ask({ invoke }: GatewayAuthorizer, event: Json): Promise<Answer | Verdict> {
  try {
    const read = Answer.safeParse(await invoke(event));
    return read.success ? read.data : { type: 'broken', reason: z.prettifyError(read.error) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return reason === 'Unauthorized' ? { type: 'unauthorized' } : { type: 'broken', reason };
  }
}

/** What is denied is denied, and what nobody has allowed too. */
function verdictOf({ principalId, policyDocument, context }: Answer, methodArn: string): Verdict {
  const effects = policyDocument.Statement.filter(
    ({ Action, Resource }) => matches(Action, 'execute-api:Invoke') && matches(Resource, methodArn),
  ).map(({ Effect }) => Effect);
  const isAllowed = effects.includes('Allow') && !effects.includes('Deny');
  return isAllowed ? { type: 'allowed', principalId, context } : { type: 'denied' };
}

function matches(patterns: string | readonly string[], text: string): boolean {
  return [patterns].flat().some((pattern) => wildcard(pattern).test(text));
}

/** `*` is any text, `?` any character. */
function wildcard(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[^\w*?]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}
