import { jest } from '@jest/globals';
import type { Ran } from './run.ts';

/** What a command of this process says and how it ends. */
export async function said(command: () => Promise<number>): Promise<Ran> {
  const out: string[] = [];
  const errors: string[] = [];
  const spies = [
    jest.spyOn(console, 'log').mockImplementation((text) => void out.push(`${String(text)}\n`)),
    jest.spyOn(console, 'error').mockImplementation((text) => void errors.push(`${String(text)}\n`)),
    jest.spyOn(process.stdout, 'write').mockImplementation((made) => {
      out.push(typeof made === 'string' ? made : Buffer.from(made).toString('latin1'));
      return true;
    }),
  ];
  try {
    const code = await command();
    return { code, stdout: out.join(''), stderr: errors.join('') };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
