import { env } from 'node:process';

/** Where the payment provider is: environment variables of the functions, set by the stack or the host. */
export interface PaymentSettings {
  /** Without a slash at its end. */
  readonly endpoint: string;
  /** After that its answer is not waited for: shorter than the tasks' own time limits, so that they can say why. */
  readonly patienceMs: number;
}

const PATIENCE_MS = 8_000;

export function paymentSettings(): PaymentSettings {
  const endpoint = env['PAYMENT_ENDPOINT'];
  if (!endpoint) {
    throw new Error('The environment variable PAYMENT_ENDPOINT is not set; the payment tasks need it.');
  }
  return {
    endpoint: endpoint.replace(/\/+$/, ''),
    patienceMs: Number(env['PAYMENT_PATIENCE_MS'] || PATIENCE_MS),
  };
}
