import type { OperationShapes, Shape } from '../sdk/shape.ts';

/** What a service answers to a request that it does not take. */
export interface KnownRefusal {
  readonly name: string;
  /** As the response names it, which older protocols do otherwise than the model. */
  readonly code: string;
  readonly message: string;
  readonly modelled: boolean;
}

/** By member, in the spelling of the API. */
type Input = { readonly [member: string]: unknown };
type Structure = Extract<Shape, { readonly kind: 'structure' }>;
type Rule = (input: Input, shape: Structure) => KnownRefusal | undefined;

/**
 * The refusal of a request whose parameters alone tell that AWS does not take it, in the recorded words of the service.
 * Emulators answer such requests with a failure of their own, or take them.
 */
export function knownRefusal(
  service: string,
  { input: shape }: OperationShapes,
  input: Input,
): KnownRefusal | undefined {
  return shape.kind === 'structure' ? rules[service]?.(input, shape) : undefined;
}

const rules: { readonly [service: string]: Rule } = {
  dynamodb: (input, { required }) => nullMembers(required.filter((member) => isAbsent(input[member]))),
  secretsmanager: namelessSecret,
  sns: messageWithoutGroup,
  sqs: messageWithoutBody,
};

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** Source: docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
function nullMembers(missing: readonly string[]): KnownRefusal | undefined {
  if (missing.length === 0) return undefined;
  const problems = missing.map((member) => {
    const name = `${member.charAt(0).toLowerCase()}${member.slice(1)}`;
    return `Value null at '${name}' failed to satisfy constraint: Member must not be null`;
  });
  const count = `${problems.length} validation error${problems.length === 1 ? '' : 's'}`;
  return unmodelled('ValidationException', `${count} detected: ${problems.join('; ')}`);
}

/** Source: docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html, Name */
function namelessSecret({ Name }: Input): KnownRefusal | undefined {
  if (typeof Name !== 'string' || /^[\w/+=.@!-]+$/.test(Name)) return undefined;
  const allowed = 'alphanumeric characters, or any of the following: -/_+=.@!';
  return unmodelled('ValidationException', `Invalid name. Must be a valid name containing ${allowed}`);
}

/** Source: docs.aws.amazon.com/sns/latest/api/API_Publish.html, MessageGroupId */
function messageWithoutGroup(
  { TopicArn, MessageGroupId }: Input,
  shape: Structure,
): KnownRefusal | undefined {
  const isForFifo = typeof TopicArn === 'string' && TopicArn.endsWith('.fifo');
  if (!isForFifo || !shape.members().has('MessageGroupId') || !isAbsent(MessageGroupId)) return undefined;
  return {
    name: 'InvalidParameterException',
    code: 'InvalidParameter',
    message: 'Invalid parameter: The MessageGroupId parameter is required for FIFO topics',
    modelled: true,
  };
}

/** Source: docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html, MissingParameter */
function messageWithoutBody({ MessageBody }: Input, shape: Structure): KnownRefusal | undefined {
  if (!shape.members().has('MessageBody') || (!isAbsent(MessageBody) && MessageBody !== '')) return undefined;
  return unmodelled('MissingParameter', 'The request must contain the parameter MessageBody.');
}

function unmodelled(name: string, message: string): KnownRefusal {
  return { name, code: name, message, modelled: false };
}
