import { z } from 'zod';
import { ApiError } from '../../engine/api-error.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Configuration } from '../../engine/state-machine.ts';
import { checkDefinition } from '../definition-check.ts';
import { checkRoleArn, encryption, logging, tracing } from '../machine-configuration.ts';
import type { Output } from '../operation.ts';
import * as shapes from '../shapes.ts';
import { machineOnly } from '../state-machine-lookup.ts';
import { timestamp } from '../timestamp.ts';
import { checkVersionDescription } from './create-state-machine.ts';

export const updateStateMachineInput = z.object({
  stateMachineArn: shapes.arn,
  definition: shapes.definition.optional(),
  roleArn: shapes.arn.optional(),
  loggingConfiguration: shapes.loggingConfiguration.optional(),
  tracingConfiguration: shapes.tracingConfiguration.optional(),
  publish: z.boolean().optional(),
  versionDescription: shapes.versionDescription.optional(),
  encryptionConfiguration: shapes.encryptionConfiguration.optional(),
});

type Input = z.output<typeof updateStateMachineInput>;

/** docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html */
export function updateStateMachine(engine: Engine, input: Input): Output {
  const machine = machineOnly(engine, input.stateMachineArn);
  checkVersionDescription(input);
  const changes = changesOf(input);
  if (Object.keys(changes).length === 0) {
    throw new ApiError(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, the TracingConfiguration or the EncryptionConfiguration must be specified',
    );
  }
  if (input.definition !== undefined) checkDefinition(input.definition, machine.type);
  const { revision } = engine.stateMachines.update(machine.arn, changes);
  const version = input.publish && engine.stateMachines.publish(machine.arn, input.versionDescription);
  return {
    updateDate: timestamp(engine.clock.now()),
    revisionId: revision.revisionId,
    ...(version && { stateMachineVersionArn: version.arn }),
  };
}

function changesOf(input: Input): Partial<Configuration> {
  const { definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration } = input;
  if (roleArn !== undefined) checkRoleArn(roleArn);
  return {
    ...(definition !== undefined && { definition }),
    ...(roleArn !== undefined && { roleArn }),
    ...(loggingConfiguration && { loggingConfiguration: logging(loggingConfiguration) }),
    ...(tracingConfiguration && { tracingConfiguration: tracing(tracingConfiguration) }),
    ...(encryptionConfiguration && { encryptionConfiguration: encryption(encryptionConfiguration) }),
  };
}
