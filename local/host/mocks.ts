import { isJsonObject, type Json } from '../../asl/json.ts';
import { ErrorName } from '../../asl/state-error.ts';
import type { Execution } from '../engine/execution.ts';
import type { TaskReport, TaskRequest, TaskResource } from '../engine/task-request.ts';
import type { MockedAnswer, MockFile, TestCase } from './mock-file.ts';
import type { Resolution } from './resolution.ts';

/** The answer that a task gets instead of being carried out. */
export interface Mock {
  readonly resolution: Extract<Resolution, { by: 'mock' }>;
  readonly reports: readonly TaskReport[];
}

/**
 * Finds the mocked answers of executions that were started with a test case (`<state machine ARN>#<test case>`).
 *
 * Answers are numbered by invocation of a state within an execution: every visit, every retry and every iteration
 * is one. A response is looked up when a task needs it, so what no execution reaches may be missing from the file.
 */
export class Mocks {
  readonly #file: MockFile;
  readonly #defaultTestCase: string | undefined;
  /** By state, its tasks in the order of their start: a task that is started once more stays the same invocation. */
  readonly #invocations = new WeakMap<Execution, Map<string, Map<number, number>>>();

  /** Executions without a test case get `defaultTestCase`, if their machine has one of that name. */
  constructor(file: MockFile, defaultTestCase?: string) {
    this.#file = file;
    this.#defaultTestCase = defaultTestCase;
  }

  /** Whether the machine has the test case: what StartExecution may want to know before it starts anything. */
  hasTestCase(stateMachineName: string, testCase: string): boolean {
    return this.#file.testCases(stateMachineName).has(testCase);
  }

  find(execution: Execution, task: TaskRequest): Mock | undefined {
    const { testCase: asked, stateMachineName } = execution.start;
    const name = asked ?? this.#defaultTestCase;
    if (name === undefined) return undefined;
    const testCase = this.#file.testCases(stateMachineName).get(name);
    if (testCase === undefined && asked !== undefined) return this.#noSuchTestCase(asked, stateMachineName);
    return testCase && this.#findIn(testCase, name, { execution, task });
  }

  #findIn(
    testCase: TestCase,
    name: string,
    { execution, task }: { readonly execution: Execution; readonly task: TaskRequest },
  ): Mock | undefined {
    const response = testCase.get(task.stateName);
    if (response === undefined) return undefined;
    const invocation = this.#count(execution, task);
    const resolution = { by: 'mock', testCase: name, response: response.name, invocation } as const;
    const { answers } = response;
    if (answers === undefined) {
      return impossible(resolution, `The mock file has no MockedResponses of the name '${response.name}'.`);
    }
    const answered = answers.find(({ first, last }) => first <= invocation && invocation <= last);
    if (answered === undefined) {
      const known = answers.map(rangeText).join(', ');
      return impossible(
        resolution,
        `The mocked response '${response.name}' has no answer for invocation ${invocation} of '${task.stateName}'; it has ${known}.`,
      );
    }
    return { resolution, reports: reportsOf(answered, task) };
  }

  #count(execution: Execution, { stateName, taskId }: TaskRequest): number {
    const byState = this.#invocations.get(execution) ?? new Map<string, Map<number, number>>();
    const tasks = byState.get(stateName) ?? new Map<number, number>();
    const invocation = tasks.get(taskId) ?? tasks.size;
    this.#invocations.set(execution, byState.set(stateName, tasks.set(taskId, invocation)));
    return invocation;
  }

  #noSuchTestCase(testCase: string, stateMachineName: string): Mock {
    const resolution = { by: 'mock', testCase, response: '', invocation: 0 } as const;
    return impossible(resolution, `The mock file has no test case '${testCase}' for '${stateMachineName}'.`);
  }
}

function rangeText({ first, last }: MockedAnswer): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/** A callback's mock needs no token: the answer is what the callback would bring. */
function reportsOf({ answer }: MockedAnswer, { resource }: TaskRequest): readonly TaskReport[] {
  const started: TaskReport = { type: 'started' };
  const ending = endingOf(answer, resource);
  if (resource.kind !== 'service' || resource.pattern === 'requestResponse') return [started, ending];
  return [started, { type: 'submitted', output: answer.type === 'return' ? answer.value : {} }, ending];
}

function endingOf(answer: MockedAnswer['answer'], { kind }: TaskResource): TaskReport {
  if (answer.type === 'throw') return { type: 'failed', error: answer.error, cause: answer.cause };
  return { type: 'succeeded', output: kind === 'lambdaFunction' ? returnedBy(answer.value) : answer.value };
}

/** One response may mock a function that is called either way: by its ARN, only the payload is the result. */
function returnedBy(value: Json): Json {
  const isResponse = isJsonObject(value) && 'StatusCode' in value && 'Payload' in value;
  return isResponse ? (value['Payload'] ?? null) : value;
}

/** Uncatchable, since the mistake is in the mock file and not in the workflow. */
function impossible(resolution: Mock['resolution'], cause: string): Mock {
  return { resolution, reports: [{ type: 'started' }, { type: 'failed', error: ErrorName.Runtime, cause }] };
}
