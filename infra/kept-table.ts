import { type Attribute, AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';

/** A table that can be had back as it was at any second of the last 35 days, and is not deleted with its stack. */
export function keptTable(scope: Construct, id: string, [key, sortKey]: readonly [string, string?]): TableV2 {
  return new TableV2(scope, id, {
    partitionKey: text(key),
    ...(sortKey !== undefined && { sortKey: text(sortKey) }),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
  });
}

function text(name: string): Attribute {
  return { name, type: AttributeType.STRING };
}
