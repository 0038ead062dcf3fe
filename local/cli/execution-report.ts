import type { SFN } from '@aws-sdk/client-sfn';
import { duration, localTime, table } from './table.ts';

/** An execution as the commands show it: input and output are values, not texts. */
export interface ExecutionReport {
  readonly executionArn: string;
  readonly name: string;
  readonly status: string;
  readonly startDate: Date | undefined;
  readonly stopDate?: Date | undefined;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  /** States whose answers came out of a mock file. */
  readonly mocked?: readonly string[] | undefined;
}

/** What DescribeExecution and StartSyncExecution both answer. */
interface Described {
  readonly executionArn?: string | undefined;
  readonly name?: string | undefined;
  readonly status?: string | undefined;
  readonly startDate?: Date | undefined;
  readonly stopDate?: Date | undefined;
  readonly input?: string | undefined;
  readonly output?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

export async function executionReport(client: SFN, executionArn: string): Promise<ExecutionReport> {
  return toReport(await client.describeExecution({ executionArn }));
}

export function toReport(described: Described): ExecutionReport {
  const { executionArn = '', name = '', status = '', startDate, stopDate, error, cause } = described;
  const [input, output] = [valueOf(described.input), valueOf(described.output)];
  return { executionArn, name, status, startDate, stopDate, input, output, error, cause };
}

export function printReport(report: ExecutionReport, json: boolean): void {
  if (json) return console.log(JSON.stringify(report, null, 2));
  const { startDate, stopDate } = report;
  const took = startDate && stopDate ? duration(stopDate.getTime() - startDate.getTime()) : undefined;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['execution', report.name],
    ['ARN', report.executionArn],
    ['status', report.status],
    ['started', localTime(startDate)],
    ['took', took],
    ['error', report.error],
    ['cause', report.cause],
    ['input', shown(report.input)],
    ['output', shown(report.output)],
    ['mocked', report.mocked?.join(', ') || undefined],
  ];
  const known = rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, value]]));
  return console.log(table(known));
}

function shown(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

function valueOf(text: string | undefined): unknown {
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
}
