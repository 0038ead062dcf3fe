import { join } from 'node:path';
import { closeAbandonedRequest } from '../../../tasks/account/close-abandoned-request.ts';
import { accountProvisioning } from '../../../workflows/account-provisioning.ts';
import { endpointOf } from '../../host/endpoints.ts';
import { createAccountStorage, createAccountTopic } from './account-storage.ts';
import type { WorkflowWorld } from './workflow-world.ts';

/** Accounts and leases are kept in tables of this machine. AWS's own services have no stand-in: their answers are recorded. */
export const accountWorld: WorkflowWorld = {
  workflow: accountProvisioning,
  open: async (endpoints) => {
    await createAccountStorage();
    if (endpointOf(endpoints, 'sns') !== undefined) await createAccountTopic();
    return { close: async () => {} };
  },
  onFailed: (event) => closeAbandonedRequest(event),
  recordings: {
    file: join(import.meta.dirname, '../../../workflows/account-provisioning.mock.json'),
    service: 'organizations',
  },
};
