import type { z } from 'zod';
import type { Json, JsonObject } from '../../asl/json.ts';
import { ApiError } from '../engine/api-error.ts';
import type * as shapes from './shapes.ts';

/** Throws InvalidArn for what is not the ARN of a role. Whether the role exists is nobody's business here. */
export function checkRoleArn(roleArn: string): void {
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/.test(roleArn)) {
    throw new ApiError('InvalidArn', `Invalid Role Arn: '${roleArn}'`);
  }
}

/** With the defaults that DescribeStateMachine shows. Throws InvalidLoggingConfiguration. */
export function logging(given: z.output<typeof shapes.loggingConfiguration> = {}): JsonObject {
  const { destinations, includeExecutionData = false, level = 'OFF' } = given;
  if (level !== 'OFF' && destinations?.length !== 1) {
    throw new ApiError(
      'InvalidLoggingConfiguration',
      'Invalid Logging Configuration: Must specify exactly one Log Destination.',
    );
  }
  const listed = destinations && { destinations: destinations as readonly Json[] };
  return { level, includeExecutionData, ...listed };
}

export function tracing(given: z.output<typeof shapes.tracingConfiguration> = {}): JsonObject {
  return { enabled: given.enabled ?? false };
}

export function encryption(given?: z.output<typeof shapes.encryptionConfiguration>): JsonObject {
  return given === undefined ? { type: 'AWS_OWNED_KEY' } : (given as JsonObject);
}
