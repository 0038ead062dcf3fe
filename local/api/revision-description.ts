import type { Revision } from '../engine/state-machine.ts';
import type { Output } from './operation.ts';
import { variableReferences } from './variable-references.ts';

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
  if (includedData === 'METADATA_ONLY') return { ...metadata, definition: '{}' };
  return {
    ...metadata,
    definition: revision.definition,
    variableReferences: variableReferences(revision.definition),
  };
}
