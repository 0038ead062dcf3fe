import { type Attribute, AttributeType, type TablePropsV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';

/** A table that can be had back as it was at any second of the last 35 days, and is not deleted with its stack. */
export function keptTable(
  scope: Construct,
  id: string,
  partitionKey: Attribute,
  { sortKey, ...settings }: Partial<TablePropsV2> = {},
): TableV2 {
  return new TableV2(scope, id, {
    partitionKey,
    ...(sortKey && { sortKey }),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    ...settings,
  });
}

export function text(name: string): Attribute {
  return { name, type: AttributeType.STRING };
}

export function number(name: string): Attribute {
  return { name, type: AttributeType.NUMBER };
}
