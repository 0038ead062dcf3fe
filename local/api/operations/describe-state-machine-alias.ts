import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import { getAlias } from '../alias-lookup.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';
import { timestamp } from '../timestamp.ts';

export const describeStateMachineAliasInput = z.object({ stateMachineAliasArn: shapes.arn });

/** docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachineAlias.html */
export function describeStateMachineAlias(
  engine: Engine,
  input: z.output<typeof describeStateMachineAliasInput>,
): Output {
  const { alias } = getAlias(engine, input.stateMachineAliasArn);
  return {
    stateMachineAliasArn: alias.arn,
    name: alias.name,
    description: alias.description,
    routingConfiguration: alias.routing.map(({ versionArn, weight }) => ({
      stateMachineVersionArn: versionArn,
      weight,
    })),
    creationDate: timestamp(alias.createdAt),
    updateDate: timestamp(alias.updatedAt),
  };
}
