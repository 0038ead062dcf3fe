/** What a Task's Resource names (docs.aws.amazon.com/step-functions/latest/dg/concepts-service-integrations.html). */
export type Resource =
  | { readonly type: 'function' }
  | { readonly type: 'activity' }
  /** `arn:aws:states:::sqs:sendMessage.waitForTaskToken` */
  | {
      readonly type: 'integration';
      readonly service: string;
      /** `aws-sdk:s3:getObject` has the service `aws-sdk` and the action `s3:getObject`. */
      readonly action: string;
      readonly pattern: '' | '.sync' | '.sync:2' | '.waitForTaskToken';
    }
  /** Nothing is known of it before it is deployed. */
  | { readonly type: 'placeholder' }
  | { readonly type: 'unknown' };

export function parseResource(text: string): Resource {
  if (/^\$\{[^}]*\}$/.test(text)) return { type: 'placeholder' };
  const [arn, partition, service, region, account, ...rest] = splitArn(text);
  if (arn !== 'arn' || !partition) return text.includes('${') ? { type: 'placeholder' } : { type: 'unknown' };
  if (service === 'lambda' && rest[0] === 'function' && rest[1]) return { type: 'function' };
  if (service !== 'states') return text.includes('${') ? { type: 'placeholder' } : { type: 'unknown' };
  if (region === '' && account === '') return integration(rest.join(':'));
  return rest[0] === 'activity' && rest[1] ? { type: 'activity' } : { type: 'unknown' };
}

/** A placeholder within an ARN may hold colons of its own: `arn:${AWS::Partition}:states:::sns:publish`. */
function splitArn(text: string): string[] {
  return text.replaceAll(/\$\{[^{}]*\}/g, (placeholder) => placeholder.replaceAll(':', '.')).split(':');
}

function integration(text: string): Resource {
  const match = /^(?<service>[^:]+):(?<action>.+?)(?<pattern>\.sync|\.sync:2|\.waitForTaskToken)?$/.exec(
    text,
  );
  if (match?.groups === undefined) return { type: 'unknown' };
  const { service = '', action = '', pattern = '' } = match.groups;
  return { type: 'integration', service, action, pattern: pattern as '.sync' };
}
