import { execFile } from 'node:child_process';

/** What a program said and how it ended. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function run(
  program: string,
  given: readonly string[],
  {
    input = '',
    environment = {},
    folder = process.cwd(),
  }: { readonly input?: string; readonly environment?: object; readonly folder?: string } = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...environment };
    const child = execFile(program, [...given], { env, cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}
