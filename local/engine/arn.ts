import { ApiError } from './api-error.ts';

/** Where the engine says it is: the region and the account in every ARN it makes. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
}

/** Each region belongs to one partition (docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html). */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}

export function stateMachineArn(place: Place, name: string): string {
  return `${prefix(place)}:stateMachine:${name}`;
}

export function executionArn(place: Place, stateMachineName: string, name: string): string {
  return `${prefix(place)}:execution:${stateMachineName}:${name}`;
}

/** Express executions are never unique by name, so the service adds an id of its own. */
export function expressExecutionArn(
  place: Place,
  stateMachineName: string,
  name: string,
  id: string,
): string {
  return `${prefix(place)}:express:${stateMachineName}:${name}:${id}`;
}

export function activityArn(place: Place, name: string): string {
  return `${prefix(place)}:activity:${name}`;
}

function prefix(place: Place): string {
  return `arn:${partitionOf(place.region)}:states:${place.region}:${place.accountId}`;
}

/** A state machine's ARN taken apart; `arn` is the machine's own, without what follows the name. */
export interface StateMachineReference {
  readonly arn: string;
  readonly name: string;
  /** A version's number or an alias's name: `arn:…:stateMachine:name:qualifier`. */
  readonly qualifier: string | undefined;
  /** The label of a Distributed Map: `arn:…:stateMachine:name/label`. */
  readonly label: string | undefined;
  /** Step Functions Local's way to choose mocked answers: `arn:…:stateMachine:name#TestCase`. */
  readonly testCase: string | undefined;
}

/** Throws InvalidArn when the text is not the ARN of a state machine, a version or an alias. */
export function parseStateMachineArn(text: string): StateMachineReference {
  const [arnText, testCase] = splitOnce(text, '#');
  const [head, resource] = parseStatesArn(arnText, 'stateMachine');
  const [machine, qualifier] = splitOnce(resource, ':');
  const [name, label] = splitOnce(machine, '/');
  return { arn: `${head}:${name}`, name, qualifier, label, testCase };
}

/** Throws InvalidArn when the text is not the ARN of a Standard execution: Express ones are not kept by the service. */
export function checkExecutionArn(text: string): void {
  parseStatesArn(text, 'execution');
}

/** Throws InvalidArn when the text is not the ARN of a Map Run. */
export function checkMapRunArn(text: string): void {
  parseStatesArn(text, 'mapRun');
}

/** Throws InvalidArn when the text is not the ARN of an activity. */
export function checkActivityArn(text: string): void {
  parseStatesArn(text, 'activity');
}

/** `arn:<partition>:states:<region>:<account>:<type>:<resource>`, as its part up to the type and the resource. */
function parseStatesArn(text: string, ...types: readonly string[]): readonly [string, string] {
  const [, head, type = '', resource = ''] = statesArn.exec(text) ?? [];
  if (head === undefined) throw invalidArn(`Invalid ARN prefix: ${text}`);
  if (!types.includes(type) || resource === '') {
    throw invalidArn(`Resource type not valid in this context: ${type}`);
  }
  return [`${head}:${type}`, resource];
}

const statesArn = /^(arn:[^:]+:states:[^:]+:[^:]+)(?::([^:]*))?(?::(.*))?$/s;

function invalidArn(reason: string): ApiError {
  return new ApiError('InvalidArn', `Invalid Arn: '${reason}'`);
}

function splitOnce(text: string, separator: string): readonly [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
