import { env } from 'node:process';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { TaskError } from '../../../asl/builder/task-error.ts';
import { secretsManager } from '../../aws/clients.ts';

/** A changed key is in use after that, without a deployment. */
const keptMs = 5 * 60_000;

let kept: { readonly key: Promise<string | undefined>; readonly until: number } | undefined;

/**
 * The key for the payment provider: out of the secret PAYMENT_KEY_SECRET, so that it stands in no function's settings;
 * without one PAYMENT_API_KEY says it, or nothing does.
 */
export async function paymentKey(): Promise<string | undefined> {
  const secretId = env['PAYMENT_KEY_SECRET'];
  if (!secretId) return env['PAYMENT_API_KEY'] || undefined;
  if (kept === undefined || kept.until < Date.now()) {
    kept = { key: readSecret(secretId), until: Date.now() + keptMs };
  }
  return kept.key;
}

/** Nothing has been asked of the provider yet, so this is as good as finding it closed. */
async function readSecret(secretId: string): Promise<string | undefined> {
  try {
    const { SecretString } = await secretsManager().send(new GetSecretValueCommand({ SecretId: secretId }));
    return SecretString;
  } catch (cause) {
    kept = undefined;
    const { message } = cause as Error;
    throw new TaskError('PaymentUnavailable', `The key for the payment provider cannot be read: ${message}`, {
      cause,
    });
  }
}
