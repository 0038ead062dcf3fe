import { z } from 'zod';
import { ApiError } from '../../engine/api-error.ts';
import { parseStateMachineArn } from '../../engine/arn.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';

export const deleteStateMachineVersionInput = z.object({ stateMachineVersionArn: shapes.longArn });

/**
 * A version that an alias leads to stays.
 * docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachineVersion.html
 */
export function deleteStateMachineVersion(
  engine: Engine,
  { stateMachineVersionArn }: z.output<typeof deleteStateMachineVersionInput>,
): Output {
  const { arn } = parseStateMachineArn(stateMachineVersionArn);
  const aliases = engine.stateMachines.find(arn)?.aliases ?? [];
  const referring = aliases.filter(({ routing }) =>
    routing.some(({ versionArn }) => versionArn === stateMachineVersionArn),
  );
  if (referring.length > 0) {
    const names = referring.map(({ name }) => name).join(', ');
    throw new ApiError(
      'ConflictException',
      `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${names}]`,
    );
  }
  engine.stateMachines.deleteVersion(arn, stateMachineVersionArn);
  return {};
}
