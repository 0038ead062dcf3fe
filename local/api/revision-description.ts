import type { Revision } from '../engine/state-machine.ts';
import type { Output } from './operation.ts';

/** What DescribeStateMachine and DescribeStateMachineForExecution both tell of a revision. */
export function describeRevision(
  revision: Revision,
  includedData: 'ALL_DATA' | 'METADATA_ONLY' | undefined,
): Output {
  const metadata = {
    roleArn: revision.roleArn,
    loggingConfiguration: revision.loggingConfiguration,
    tracingConfiguration: revision.tracingConfiguration,
    encryptionConfiguration: revision.encryptionConfiguration,
    revisionId: revision.revisionId,
  };
  return includedData === 'METADATA_ONLY'
    ? { ...metadata, definition: '{}' }
    : { ...metadata, definition: revision.definition };
}
