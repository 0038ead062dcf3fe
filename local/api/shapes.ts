import { z } from 'zod';

/**
 * The members that several operations share, each with its constraints as the service's API model gives them
 * (docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html). Lengths are in characters.
 */
export const arn = z.string().min(1).max(256);
export const longArn = z.string().min(1).max(2_000);
/** Which characters a name may have is the operation's to say: InvalidName. */
export const name = z.string().min(1).max(80);
export const aliasName = z
  .string()
  .min(1)
  .max(80)
  .regex(/^(?=.*[a-zA-Z_\-.])[a-zA-Z0-9_\-.]+$/);

export const definition = z.string().min(1).max(1_048_576);
/** Inputs and outputs: JSON texts. */
export const data = z.string().max(262_144);
export const error = z.string().max(256);
export const cause = z.string().max(32_768);
export const versionDescription = z.string().max(256);
export const traceHeader = z.string().max(256);
export const taskToken = z.string().min(1).max(2_048);

export const pageSize = z.int().min(0).max(1_000);
export const pageToken = z.string().min(1).max(1_024);
export const executionsPageToken = z.string().min(1).max(3_096);

export const includedData = z.enum(['ALL_DATA', 'METADATA_ONLY']);
export const stateMachineType = z.enum(['STANDARD', 'EXPRESS']);
/** In the order in which the service's message lists them. */
export const executionStatus = z.enum([
  'SUCCEEDED',
  'TIMED_OUT',
  'PENDING_REDRIVE',
  'ABORTED',
  'FAILED',
  'RUNNING',
]);

export const tags = z.array(z.object({ key: z.string().min(1).max(128), value: z.string().max(256) }));

export const loggingConfiguration = z.object({
  level: z.enum(['ALL', 'ERROR', 'FATAL', 'OFF']).optional(),
  includeExecutionData: z.boolean().optional(),
  destinations: z
    .array(z.object({ cloudWatchLogsLogGroup: z.object({ logGroupArn: arn.optional() }).optional() }))
    .optional(),
});

export const tracingConfiguration = z.object({ enabled: z.boolean().optional() });

export const encryptionConfiguration = z.object({
  kmsKeyId: z.string().min(1).max(2_048).optional(),
  kmsDataKeyReusePeriodSeconds: z.int().min(60).max(900).optional(),
  type: z.enum(['AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY']),
});

export const routingConfiguration = z
  .array(z.object({ stateMachineVersionArn: arn, weight: z.int().min(0).max(100) }))
  .min(1)
  .max(2);
