import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * A server in a process of its own, which says what it uses: what is measured of it is then not the load's.
 * A module of this folder is one by calling `answerParent` as soon as it listens.
 */
export interface ServerProcess {
  readonly url: string;
  /** Processor time of all its threads so far. */
  cpuMs(): Promise<number>;
  memory(): Promise<Memory>;
  /** Tells the server something it has asked for; answers when it has taken it in. */
  tell(message: object): Promise<void>;
  /** SIGTERM, unless another is said. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface Memory {
  /** After a collection of garbage. */
  readonly rssBytes: number;
  readonly heapBytes: number;
  /** The most that the process has ever had. */
  readonly rssBytesMax: number;
}

interface ServerOptions {
  readonly flags?: readonly string[];
  readonly environment?: { readonly [variable: string]: string };
}

export async function startServerProcess(
  name: string,
  { flags = [], environment = {} }: ServerOptions = {},
): Promise<ServerProcess> {
  const path = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const child = fork(path, flags, { execArgv: ['--expose-gc'], env: { ...process.env, ...environment } });
  const ask = async (message: Message): Promise<unknown> => {
    const answer = once(child, 'message');
    child.send(message);
    return (await answer)[0];
  };
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return {
    url,
    cpuMs: async () => (await ask({ ask: 'cpuMs' })) as number,
    memory: async () => (await ask({ ask: 'memory' })) as Memory,
    tell: async (tell) => void (await ask({ tell })),
    stop: async (signal) => {
      const exit = once(child, 'exit');
      child.kill(signal);
      await exit;
    },
  };
}

/** The child's side. */
export function answerParent(url: string, hear: (told: object) => unknown = () => {}): void {
  const answer = async (message: Message): Promise<void> => {
    if ('tell' in message) await hear(message.tell);
    process.send?.('ask' in message ? readings[message.ask]() : {});
  };
  process.on('message', (message: Message) => void answer(message));
  process.on('disconnect', () => process.exit());
  process.send?.({ url });
}

type Message = { readonly ask: keyof typeof readings } | { readonly tell: object };

const readings = {
  cpuMs: (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
  memory: (): Memory => {
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    return { rssBytes: rss, heapBytes: heapUsed, rssBytesMax: process.resourceUsage().maxRSS * 1_024 };
  },
} as const;
