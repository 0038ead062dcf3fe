import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../../asl/json.ts';
import type { End } from './end.ts';
import type { DifferentialCase } from './random-definition.ts';

/** moto's server (docs.getmoto.org), told to execute state machines and not only to remember them. */
export class Moto {
  readonly #url: string;
  readonly #process: ChildProcess;

  private constructor(url: string, process: ChildProcess) {
    this.#url = url;
    this.#process = process;
  }

  /** Undefined where moto is not installed. */
  static async start(port: number): Promise<Moto | undefined> {
    const server = spawn('moto_server', ['-p', String(port), '-H', '127.0.0.1'], { stdio: 'ignore' });
    const failed = new Promise<true>((resolve) => {
      server.once('error', () => resolve(true));
      server.once('exit', () => resolve(true));
    });
    const moto = new Moto(`http://127.0.0.1:${port}`, server);
    const ready = moto.#untilReady();
    if ((await Promise.race([failed, ready])) === true) return undefined;
    return moto;
  }

  stop(): void {
    this.#process.kill();
  }

  /** Undefined when it has not ended in time, or not at all. */
  async run({ definition, input }: DifferentialCase): Promise<End | undefined> {
    await this.#reset();
    const name = 'Differential';
    const roleArn = 'arn:aws:iam::123456789012:role/differential';
    const machine = await this.#call('CreateStateMachine', {
      name,
      definition: JSON.stringify(definition),
      roleArn,
    });
    const { stateMachineArn } = machine ?? {};
    if (stateMachineArn === undefined) return { status: 'REFUSED', error: String(machine?.['message']) };
    const started = await this.#call('StartExecution', {
      stateMachineArn,
      name,
      input: JSON.stringify(input),
    });
    const executionArn = started?.['executionArn'];
    return typeof executionArn === 'string' ? this.#end(executionArn) : undefined;
  }

  async #end(executionArn: string): Promise<End | undefined> {
    for (let asked = 0; asked < asksMax; asked += 1) {
      const described = await this.#call('DescribeExecution', { executionArn });
      if (described?.['status'] === 'SUCCEEDED') {
        return { status: 'SUCCEEDED', output: JSON.parse(String(described['output'])) as Json };
      }
      if (described?.['status'] === 'FAILED') return { status: 'FAILED', error: String(described['error']) };
      await sleep(pauseMs);
    }
    return undefined;
  }

  /** Undefined when it has failed: DescribeExecution does, now and then, while the execution runs. */
  async #call(operation: string, body: object): Promise<{ readonly [member: string]: unknown } | undefined> {
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: {
        'x-amz-target': `AWSStepFunctions.${operation}`,
        'content-type': 'application/x-amz-json-1.0',
        authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/states/aws4_request',
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return response.status < 500 ? (JSON.parse(text) as { readonly [member: string]: unknown }) : undefined;
  }

  async #untilReady(): Promise<void> {
    for (;;) {
      try {
        return await this.#configure();
      } catch {
        await sleep(pauseMs * 10);
      }
    }
  }

  /** It copies what it keeps, and cannot copy an execution that has a thread: there may be none of before. */
  async #reset(): Promise<void> {
    await fetch(`${this.#url}/moto-api/reset`, { method: 'POST' });
    await this.#configure();
  }

  async #configure(): Promise<void> {
    const body = JSON.stringify({ stepfunctions: { execute_state_machine: true } });
    await fetch(`${this.#url}/moto-api/config`, { method: 'POST', body });
  }
}

const pauseMs = 20;
const asksMax = 500;
