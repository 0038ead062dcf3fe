import type { QueryLanguage, TaskState } from '../../../asl/definition.ts';
import { compileJsonataTemplate } from '../../../asl/expressions/jsonata/template.ts';
import { compilePayloadTemplate } from '../../../asl/expressions/payload-template.ts';
import type { IntegrationPattern, TaskResource } from '../task-request.ts';
import { compileNumber } from './number-field.ts';
import type { CompiledTask, Evaluate } from './program.ts';
import type { Json } from '../../../asl/json.ts';

type TaskFields = Pick<
  CompiledTask,
  'resource' | 'resourceText' | 'needsToken' | 'timeoutSeconds' | 'heartbeatSeconds' | 'credentials'
>;

/** states-language.net/spec.html#task-state */
export function compileTask(state: TaskState, language: QueryLanguage): TaskFields {
  const resource = parseResource(state.Resource);
  return {
    resource,
    resourceText: state.Resource,
    needsToken: waitsForOthers(resource),
    timeoutSeconds: compileNumber(
      {
        name: 'TimeoutSeconds',
        value: state.TimeoutSeconds,
        path: state.TimeoutSecondsPath,
        kind: 'integer',
      },
      language,
    ),
    heartbeatSeconds: compileNumber(
      {
        name: 'HeartbeatSeconds',
        value: state.HeartbeatSeconds,
        path: state.HeartbeatSecondsPath,
        kind: 'integer',
      },
      language,
    ),
    credentials: compileCredentials(state, language),
  };
}

/** Activities, callbacks and jobs that are run: all have a token, though only the first two must be given it back. */
function waitsForOthers(resource: TaskResource): boolean {
  return (
    resource.kind === 'activity' || (resource.kind === 'service' && resource.pattern !== 'requestResponse')
  );
}

function compileCredentials(state: TaskState, language: QueryLanguage): Evaluate<Json> | undefined {
  if (state.Credentials === undefined) return undefined;
  const template =
    language === 'JSONata'
      ? compileJsonataTemplate(state.Credentials, 'Credentials')
      : compilePayloadTemplate(state.Credentials);
  return (evaluation) => template.evaluate(evaluation);
}

/** See the table at `TaskResource`. */
export function parseResource(text: string): TaskResource {
  const [, , service, , , type] = text.split(':');
  if (service === 'states' && type === 'activity') return { kind: 'activity', activityArn: text };
  const integration = text.split(':::')[1];
  if (service !== 'states' || integration === undefined) return { kind: 'lambdaFunction', functionArn: text };
  return parseIntegration(integration);
}

/** `sqs:sendMessage.waitForTaskToken`, `states:startExecution.sync:2`, `aws-sdk:s3:getObject`. */
function parseIntegration(text: string): TaskResource {
  const [, resourceType = '', action = '', suffix] = integrationPattern.exec(text) ?? [];
  const pattern = (suffix ?? 'requestResponse') as IntegrationPattern;
  const resource = suffix === undefined ? action : `${action}.${suffix}`;
  return { kind: 'service', resourceType, resource, action, pattern };
}

const integrationPattern = /^((?:aws-sdk:)?[^:]+):([^.:]+)(?:\.(sync:2|sync|waitForTaskToken))?$/;
