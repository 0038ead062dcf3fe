import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Function } from 'aws-cdk-lib/aws-lambda';

export type TableAction =
  | 'BatchGetItem'
  | 'DeleteItem'
  | 'GetItem'
  | 'PutItem'
  | 'Query'
  | 'Scan'
  | 'UpdateItem';

/** The functions of a stack by the names of their tasks. */
export type FunctionsByTask = Readonly<Record<string, Function>>;

/** By task, what its handler does with the table. A conditional write is the write's own action. */
export function allowItems(
  table: TableV2,
  functions: FunctionsByTask,
  rights: Readonly<Record<string, readonly TableAction[]>>,
): void {
  for (const [name, actions] of Object.entries(rights)) {
    const granted = functions[name];
    if (granted === undefined) throw new Error(`There is no function ${name} to give rights to.`);
    table.grant(granted, ...actions.map((action) => `dynamodb:${action}`));
  }
}
