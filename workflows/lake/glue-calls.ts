import { CreateDatabaseCommand } from '@aws-sdk/client-glue';
import { call, type Ref, retryPolicy, transient } from '../../asl/index.ts';

/** What passes by itself in Glue. Each of these calls may be repeated, so one that nobody has answered is, too. */
const glueBusy = retryPolicy({
  errors: [
    'OperationTimeoutException',
    'InternalServiceException',
    'ConcurrentModificationException',
    'States.Timeout',
  ],
  maxAttempts: 6,
});

export const patience = { timeoutSeconds: 30, retry: [transient, glueBusy] };

/** For what is made once and found by whoever comes later. */
export const unlessThere = { 'Glue.AlreadyExistsException': () => null };

/** Nothing undoes it: an empty database or table shows nothing, and another ingest may have begun to use it. */
export function ensureDatabase(Name: Ref<string> | string, as: string): void {
  call(CreateDatabaseCommand, { DatabaseInput: { Name } }, { ...patience, as, catch: unlessThere });
}
