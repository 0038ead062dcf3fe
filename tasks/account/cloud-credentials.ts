import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

/** In whose name, and where, something is asked of AWS. */
export interface Place {
  /** Roles that are assumed one after the other; the last one's account is where we are. */
  readonly roleArns: readonly string[];
  readonly region: string;
}

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** As SDK clients take them: asked for when they are needed, and again when they are about to expire. */
export type CloudCredentials = () => Promise<Credentials>;

/** As long as role chaining allows (docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html). */
const SESSION_SECONDS = 3600;

/** Nobody begins a request with credentials that end before its answer. */
const MARGIN_MS = 300_000;

/** Sessions of this process by their chain of roles: a task has a client for each service and region, and one session. */
const sessions = new Map<string, Promise<Credentials>>();

/** More than a task ever needs at once; a process that stays warm for weeks forgets the oldest. */
const SESSIONS_MAX = 100;

/** From role to role: the payer's opens the new account's. */
export function credentialsOf({ roleArns, region }: Place): CloudCredentials {
  return () => sessionOf(roleArns, region);
}

async function sessionOf(roleArns: readonly string[], region: string): Promise<Credentials> {
  const key = JSON.stringify(roleArns);
  const known = await sessions.get(key)?.catch(() => undefined);
  if (known !== undefined && known.expiration.getTime() > Date.now() + MARGIN_MS) return known;
  const session = assume(roleArns, region);
  sessions.set(key, session);
  const [oldest] = sessions.keys();
  if (sessions.size > SESSIONS_MAX && oldest !== undefined) sessions.delete(oldest);
  return session;
}

async function assume(roleArns: readonly string[], region: string): Promise<Credentials> {
  const before = roleArns.slice(0, -1);
  const credentials = before.length === 0 ? {} : { credentials: await sessionOf(before, region) };
  const { Credentials: given } = await new STSClient({ region, ...credentials }).send(
    new AssumeRoleCommand({
      RoleArn: roleArns.at(-1),
      RoleSessionName: 'account-provisioning',
      DurationSeconds: SESSION_SECONDS,
    }),
  );
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
    expiration: given?.Expiration ?? new Date(),
  };
}
