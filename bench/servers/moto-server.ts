import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** The peer over HTTP (github.com/getmoto/moto), told to execute state machines; undefined where it is not installed. */
export async function startMoto(): Promise<{ readonly url: string; readonly stop: () => void } | undefined> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const moto = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  moto.once('error', () => {}); // Then there is no process to wait for.
  while (moto.pid !== undefined && moto.exitCode === null) {
    await sleep(200);
    const answer = await fetch(`${url}/moto-api/config`, { method: 'POST', body: configuration }).catch(
      () => undefined,
    );
    if (answer?.ok) return { url, stop: () => moto.kill() };
  }
  return undefined;
}

const configuration = JSON.stringify({ stepfunctions: { execute_state_machine: true } });

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}
