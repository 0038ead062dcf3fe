import type { CommandClass } from './sdk-shape.ts';

/** What a command class is called in Step Functions. */
export interface SdkOperation {
  /** For the resource: `aws-sdk:dynamodb:putItem`. */
  readonly service: string;
  readonly action: string;
  /** What error names begin with: `DynamoDb`. */
  readonly errorPrefix: string;
}

/** The parts of a command that tell its client; they are what the SDK itself calls to send it. */
interface ResolvableCommand {
  resolveMiddleware(stack: object, configuration: object, settings: object): unknown;
}

/**
 * The service is the client's name without the word Client, and without Service, which the integrations leave out too.
 * A command tells its client only while it is being resolved, so it is resolved with a stack that keeps what it is told.
 */
export function sdkOperation(command: CommandClass): SdkOperation {
  const instance = new (command as new (input: object) => ResolvableCommand)({});
  const told = instance.resolveMiddleware(recordingStack, { requestHandler: {} }, {}) as {
    readonly clientName: string;
  };
  const client = told.clientName.replace(/(Service)?Client$/, '');
  const operation = command.name.replace(/Command$/, '');
  return {
    service: client.toLowerCase(),
    action: operation.charAt(0).toLowerCase() + operation.slice(1),
    errorPrefix: client.replaceAll(
      /([A-Z])([A-Z]+)(?![a-z])/g,
      (_run, first: string, rest: string) => first + rest.toLowerCase(),
    ),
  };
}

const recordingStack = {
  concat: () => ({ resolve: (_handler: unknown, context: unknown) => context }),
};
