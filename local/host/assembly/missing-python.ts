import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { FunctionCode } from './function-code.ts';
import { python } from './function-process.ts';

/** A sentence where functions of Python have nothing that runs them; path is the PATH of the environment. */
export function missingPython(functions: readonly FunctionCode[], path = ''): readonly string[] {
  const names = functions.filter(({ runtime }) => runtime === 'python').map(({ name }) => name);
  if (names.length === 0 || path.split(delimiter).some((folder) => isProgram(join(folder, python))))
    return [];
  return [
    `${names.join(', ')} cannot run here: there is no ${python} on the PATH. Install Python 3, or name a Lambda API that runs the functions with --lambda-endpoint URL.`,
  ];
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
