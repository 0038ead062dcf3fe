import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** `stateyard local` as a process of its own, which a test may end as it likes. */
export interface ServerChild {
  /** The answer's body, as it came. */
  readonly call: (operation: string, input: object) => Promise<string>;
  /** As when the machine loses its power. */
  readonly kill: () => Promise<void>;
  /** Waits until it ends by itself: its exit code, and what it said on the standard error. */
  readonly ended: () => Promise<{ readonly code: number | null; readonly stderr: string }>;
}

/** `program` begins the command line: Node, unless something is to limit it first. */
export async function startServerChild(
  flags: readonly string[],
  program: readonly string[] = [process.execPath],
): Promise<ServerChild> {
  const [command = '', ...before] = [...program, 'local/cli/stateyard.js', 'local', '--port', '0', ...flags];
  const child = spawn(command, before, { stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(child, 'exit');
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const url = await urlOf(child, () => stderr);
  return {
    call: async (operation, input) => {
      const headers = { 'x-amz-target': `AWSStepFunctions.${operation}` };
      return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) })).text();
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
    ended: async () => ({ code: (await exit)[0] as number | null, stderr }),
  };
}

async function urlOf({ stdout }: ChildProcess, stderr: () => string): Promise<string> {
  if (stdout === null) throw new Error('the process has no standard output');
  for await (const line of createInterface({ input: stdout })) {
    const [url] = /http:\/\/\S+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error(`the server did not start: ${stderr()}`);
}
