import { findClientPackage } from '../sdk/client-package.ts';
import { clientPackageName } from '../sdk/package-names.ts';
import { SettingError } from '../setting-error.ts';

/**
 * Calls an action of a service, both as `aws-sdk:` resources name them. Answers what the SDK does; rejects with its
 * exceptions.
 */
export type AwsCalls = (service: string, action: string, input: object) => Promise<object>;

export interface AwsCallsOptions {
  readonly region: string;
  /** Of every service; what the SDK finds for itself, unless given. */
  readonly endpoint?: string;
  /** That nobody checks, for an endpoint on this machine. */
  readonly madeUpCredentials: boolean;
}

/** Each client is loaded when it is first needed: no stack has all kinds of triggers. */
export function awsCalls({ madeUpCredentials, ...place }: AwsCallsOptions): AwsCalls {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const configuration = {
    ...place,
    ...(place.endpoint !== undefined && { forcePathStyle: true }),
    ...(madeUpCredentials && { credentials }),
  };
  return async (service, action, input) => {
    const found = findClientPackage(service);
    const operation = found?.findOperation(action);
    if (found === undefined || operation === undefined) {
      throw new SettingError(
        `The SDK client of ${service} is not installed: npm install ${clientPackageName(service)}`,
      );
    }
    const client = new found.Client(configuration);
    return client.send(operation.command(input), { abortSignal: AbortSignal.timeout(callMsMax) });
  };
}

const callMsMax = 60_000;
