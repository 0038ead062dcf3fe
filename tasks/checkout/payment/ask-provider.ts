import { TaskError } from '../../../asl/builder/task-error.ts';
import { paymentKey } from './payment-key.ts';
import { paymentSettings } from './payment-settings.ts';

/** What the provider says, if it says anything. */
export interface ProviderAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What is sent, under which key; nothing where something is only asked. */
export interface Posted {
  readonly key: string;
  readonly body: object;
}

/** One request. Rejects with PaymentUnavailable or PaymentUnknown where no answer comes. */
export type AskProvider = (path: string, post?: Posted) => Promise<ProviderAnswer>;

export const askOverHttp: AskProvider = async (path, post) => {
  const { endpoint, patienceMs } = paymentSettings();
  const apiKey = await paymentKey();
  const request: RequestInit = {
    method: post === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      ...(post && { 'idempotency-key': post.key }),
    },
    ...(post && { body: JSON.stringify(post.body) }),
    signal: AbortSignal.timeout(patienceMs),
  };
  try {
    const response = await fetch(`${endpoint}${path}`, request);
    return { status: response.status, body: await response.json() };
  } catch (thrown) {
    throw silence(thrown);
  }
};

/** Only where no connection came about is it sure that the request did not arrive. */
function silence(thrown: unknown): TaskError {
  const { cause, message } = thrown as Error;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  if (neverConnected.has(code)) {
    return new TaskError('PaymentUnavailable', `The payment provider cannot be reached: ${code}.`, {
      cause: thrown,
    });
  }
  return new TaskError('PaymentUnknown', `The payment provider has not answered: ${code || message}.`, {
    cause: thrown,
  });
}

const neverConnected: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
