import { z } from 'zod';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from '../operation.ts';
import { paginate } from '../pagination.ts';
import * as shapes from '../shapes.ts';
import { timestamp } from '../timestamp.ts';

export const listStateMachinesInput = z.object({
  maxResults: shapes.pageSize.optional(),
  nextToken: shapes.pageToken.optional(),
});

/** docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachines.html */
export function listStateMachines(engine: Engine, input: z.output<typeof listStateMachinesInput>): Output {
  const { items, nextToken } = paginate(engine.stateMachines.all(), input, (machine) => machine.arn);
  return {
    stateMachines: items.map((machine) => ({
      stateMachineArn: machine.arn,
      name: machine.name,
      type: machine.type,
      creationDate: timestamp(machine.createdAt),
    })),
    nextToken,
  };
}
