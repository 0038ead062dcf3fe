import { sourceOf } from '../expression.ts';
import { pascalCase } from '../pascal-case.ts';
import { reference, type Expr, type Ref } from '../reference.ts';
import type { RetryPolicy } from '../retry-policy.ts';
import { sdkOperation, type SdkOperation } from '../sdk-resource.ts';
import type { CommandClass, CommandInput, CommandOutput } from '../sdk-shape.ts';
import { append, valueExpression } from '../trace.ts';
import type { HandledResults, HandledValue, Handlers } from './handlers.ts';
import { fallibleParts, limitParts, type TaskSettings } from './settings.ts';

/**
 * A Task state that calls an AWS service directly, with no function between. Parameters and result are those of the
 * SDK's command; errors are named by service, such as `DynamoDb.ConditionalCheckFailedException`
 * (docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html).
 */
export function call<Command extends CommandClass, const Caught extends HandledResults = {}>(
  command: Command,
  parameters: Expr<CommandInput<NoInfer<Command>>>,
  settings: TaskSettings<CommandOutput<Command>> & {
    readonly catch?: Handlers<Caught, `${string}.${string}`>;
  } = {},
): Ref<CommandOutput<Command> | HandledValue<Caught>> {
  const operation = sdkOperation(command);
  const parts = fallibleParts({ name: pascalCase(command.name.replace(/Command$/, '')) }, settings);
  append({
    kind: 'task',
    ...parts,
    retry: parts.retry.map((policy) => forService(policy, operation)),
    resource: `arn:aws:states:::aws-sdk:${operation.service}:${operation.action}`,
    parameters: valueExpression(parameters),
    resultField: undefined,
    ...limitParts(settings),
    bound: undefined,
  });
  return reference(sourceOf(parts.source));
}

/** The same policy with the error names that this service reports: names without a service get its own, Lambda's go. */
function forService(policy: RetryPolicy, { errorPrefix }: SdkOperation): RetryPolicy {
  const errors = policy.errors
    .map((name) => (name === 'Lambda.SdkClientException' ? 'SdkClientException' : name))
    .filter((name) => !name.startsWith('Lambda.') || errorPrefix === 'Lambda')
    .map((name) => (name.includes('.') ? name : `${errorPrefix}.${name}`));
  return { ...policy, errors };
}
