import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import { toApiEvent } from '../../engine/history-api.ts';
import type { HistoryEvent } from '../../engine/history-event.ts';
import { getExecution } from '../execution-lookup.ts';
import type { Output } from '../operation.ts';
import { paginateHistory } from '../pagination.ts';
import * as shapes from '../shapes.ts';
import { timestamp } from '../timestamp.ts';

export const getExecutionHistoryInput = z.object({
  executionArn: shapes.arn,
  maxResults: shapes.pageSize.optional(),
  reverseOrder: z.boolean().optional(),
  nextToken: shapes.pageToken.optional(),
  includeExecutionData: z.boolean().optional(),
});

/** docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
export function getExecutionHistory(
  engine: Engine,
  input: z.output<typeof getExecutionHistoryInput>,
): Output {
  const { history } = getExecution(engine, input.executionArn).execution;
  const { items, nextToken } = paginateHistory(history, input, input.reverseOrder ?? false);
  return { events: items.map((event) => describe(event, input.includeExecutionData ?? true)), nextToken };
}

function describe(event: HistoryEvent, includeExecutionData: boolean): Output {
  const told = toApiEvent(event, timestamp);
  return includeExecutionData ? told : withoutData(told);
}

/** The data itself: what the model marks as sensitive in the details of an event. */
const dataMembers: ReadonlySet<string> = new Set(['input', 'output', 'parameters', 'assignedVariables']);

function withoutData(event: Output): Output {
  return Object.fromEntries(
    Object.entries(event).map(([member, value]) => [
      member,
      typeof value === 'object' && value !== null ? stripped(value) : value,
    ]),
  );
}

function stripped(details: object): Output {
  return Object.fromEntries(Object.entries(details).filter(([member]) => !dataMembers.has(member)));
}
