import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { functionNamed, type FunctionsByTask } from './functions-by-task.ts';

/** Of this stack, or another one's by its name. */
export type Table = Pick<ITableV2, 'tableName' | 'tableArn' | 'grant'>;

export type TableAction =
  | 'BatchGetItem'
  | 'DeleteItem'
  | 'GetItem'
  | 'PutItem'
  | 'Query'
  | 'Scan'
  | 'UpdateItem';

/** By task, what its handler does with the table. A conditional write is the write's own action. */
export function allowItems(
  table: Table,
  functions: FunctionsByTask,
  rights: Readonly<Record<string, readonly TableAction[]>>,
): void {
  for (const [name, actions] of Object.entries(rights)) {
    table.grant(functionNamed(functions, name), ...actions.map((action) => `dynamodb:${action}`));
  }
}
