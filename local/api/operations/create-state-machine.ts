import { z } from 'zod';
import { ApiError } from '../../engine/api-error.ts';
import type { Engine } from '../../engine/engine.ts';
import { checkDefinition } from '../definition-check.ts';
import { checkRoleArn, encryption, logging, tracing } from '../machine-configuration.ts';
import type { Output } from '../operation.ts';
import { checkName } from '../resource-name.ts';
import * as shapes from '../shapes.ts';
import { timestamp } from '../timestamp.ts';
import { checkTags } from '../tag-list.ts';

export const createStateMachineInput = z.object({
  name: shapes.name,
  definition: shapes.definition,
  roleArn: shapes.arn,
  type: shapes.stateMachineType.optional(),
  loggingConfiguration: shapes.loggingConfiguration.optional(),
  tags: shapes.tags.optional(),
  tracingConfiguration: shapes.tracingConfiguration.optional(),
  publish: z.boolean().optional(),
  versionDescription: shapes.versionDescription.optional(),
  encryptionConfiguration: shapes.encryptionConfiguration.optional(),
});

/** docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */
export function createStateMachine(engine: Engine, input: z.output<typeof createStateMachineInput>): Output {
  const type = input.type ?? 'STANDARD';
  checkName(input.name);
  checkRoleArn(input.roleArn);
  checkVersionDescription(input);
  const tags = checkTags(input.tags ?? []);
  const configuration = {
    definition: input.definition,
    roleArn: input.roleArn,
    loggingConfiguration: logging(input.loggingConfiguration),
    tracingConfiguration: tracing(input.tracingConfiguration),
    encryptionConfiguration: encryption(input.encryptionConfiguration),
  };
  checkDefinition(input.definition, type);
  const machine = engine.createStateMachine({ ...configuration, name: input.name, type, tags });
  const version = input.publish && engine.stateMachines.publish(machine.arn, input.versionDescription);
  return {
    stateMachineArn: machine.arn,
    creationDate: timestamp(machine.createdAt),
    ...(version && { stateMachineVersionArn: version.arn }),
  };
}

/** A description belongs to the version that `publish` makes. */
export function checkVersionDescription(input: {
  readonly publish?: boolean | undefined;
  readonly versionDescription?: string | undefined;
}): void {
  if (input.versionDescription !== undefined && !input.publish) {
    throw new ApiError('ValidationException', 'Version description can only be set when publish is true');
  }
}
