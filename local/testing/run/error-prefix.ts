import type { TaskState } from '../../../asl/definition.ts';

/** The error names that a state's Retry and Catch mention, without the reserved ones. */
export function mentionedErrors({ Retry = [], Catch = [] }: TaskState): readonly string[] {
  const names = [...Retry, ...Catch].flatMap(({ ErrorEquals }) => ErrorEquals);
  return [...new Set(names)].filter((name) => !name.startsWith('States.'));
}

/**
 * What the error names of a service begin with: `DynamoDb` for `aws-sdk:dynamodb:putItem`. The definition knows how
 * it is spelled, if it names any of them.
 */
export function errorPrefixOf(resource: string, definition: TaskState): string {
  const service = resource.replace(/^aws-sdk:/, '').split(':')[0] ?? '';
  const mentioned = mentionedErrors(definition).map((name) => name.split('.')[0] ?? '');
  const spelled = mentioned.find((prefix) => prefix.toLowerCase() === service.toLowerCase());
  return spelled ?? service.charAt(0).toUpperCase() + service.slice(1);
}
