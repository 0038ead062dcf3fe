import type { Function } from 'aws-cdk-lib/aws-lambda';

/** The functions of a stack by the names of their tasks. */
export type FunctionsByTask = Readonly<Record<string, Function>>;

export function functionNamed(functions: FunctionsByTask, name: string): Function {
  const found = functions[name];
  if (found) return found;
  throw new Error(
    `There is no function of a task ${name} here; there are ${Object.keys(functions).join(', ')}.`,
  );
}
