import { createHandler, type Handler } from '../../local/api/handler.ts';
import { Engine } from '../../local/engine/engine.ts';
import type { CancelTask, TaskObserver, TaskRunner } from '../../local/engine/ports.ts';
import type { TaskReport, TaskRequest } from '../../local/engine/task-request.ts';
import { VirtualClock } from '../../local/engine/virtual-clock.ts';

/** The API on an engine whose time, identifiers, randomness and tasks the test decides. */
export interface TestApi {
  readonly engine: Engine;
  readonly clock: VirtualClock;
  readonly tasks: ScriptedTasks;
  /** The response's body; `status` 200 unless it was refused. */
  call(operation: string, input: object): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly body: { readonly [member: string]: unknown } & {
    readonly message?: string;
    readonly __type?: string;
  };
}

export function testApi(): TestApi {
  const clock = new VirtualClock();
  const tasks = new ScriptedTasks();
  let ids = 0;
  const engine = new Engine({
    place: { region: 'us-east-1', accountId: '123456789012' },
    clock,
    ids: { uuid: () => `id-${(ids += 1)}` },
    random: { next: () => 0.25 },
    taskRunner: (services) => tasks.serve(services.scheduleActivity.bind(services)),
  });
  const handle = createHandler(engine, { uuid: () => 'a-request' });
  return { engine, clock, tasks, call: (operation, input) => post(handle, operation, JSON.stringify(input)) };
}

export async function post(handle: Handler, operation: string, body: string): Promise<Answer> {
  const headers = { 'x-amz-target': `AWSStepFunctions.${operation}` };
  const response = await handle({ method: 'POST', headers, body, signal: new AbortController().signal });
  return { status: response.status, body: JSON.parse(response.body) as Answer['body'] };
}

/** Tasks that wait until the test reports for them; activities go where the engine keeps them. */
export class ScriptedTasks {
  readonly started: {
    readonly task: TaskRequest;
    readonly report: (report: TaskReport) => void;
    readonly observer: TaskObserver | undefined;
  }[] = [];

  serve(
    scheduleActivity: (task: TaskRequest, report: (report: TaskReport) => void) => CancelTask,
  ): TaskRunner {
    return {
      start: (_execution, task, report, observer) => {
        if (task.resource.kind === 'activity') return scheduleActivity(task, report);
        this.started.push({ task, report, observer });
        return () => {};
      },
    };
  }
}

/** A machine of one Pass state. */
export const passDefinition = JSON.stringify({
  StartAt: 'Greet',
  States: { Greet: { Type: 'Pass', Result: { greeting: 'hello' }, End: true } },
});

export const waitDefinition = JSON.stringify({
  StartAt: 'Rest',
  States: { Rest: { Type: 'Wait', Seconds: 60, End: true } },
});

export const roleArn = 'arn:aws:iam::123456789012:role/states';
export const arnOf = (name: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;

/** Creates a machine and answers its ARN. */
export async function createMachine(
  api: TestApi,
  name: string,
  definition = passDefinition,
  more: object = {},
): Promise<string> {
  const { body } = await api.call('CreateStateMachine', { name, definition, roleArn, ...more });
  return String(body['stateMachineArn']);
}

/** A machine that waits for somebody to send its task token back. */
export function callback(more: object = {}): string {
  const Ask = {
    Type: 'Task',
    Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
    Parameters: { QueueUrl: 'https://example.com/queue', 'MessageBody.$': '$$.Task.Token' },
    End: true,
    ...more,
  };
  return JSON.stringify({ StartAt: 'Ask', States: { Ask } });
}
