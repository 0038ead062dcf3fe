import { z } from 'zod';
import { defineTask } from '../../../asl/builder/define-task.ts';
import { emit } from '../../../asl/builder/emit/emit.ts';
import type { WorkflowDefinition } from '../../../asl/builder/construct.ts';
import type { Definition, QueryLanguage } from '../../../asl/definition.ts';
import { validate } from '../../../asl/validate/validate.ts';

const line = z.object({ sku: z.string(), quantity: z.number() });

/** What the sample workflows are given. */
export const Order = z.object({
  orderId: z.string(),
  email: z.string(),
  total: z.number(),
  isGift: z.boolean(),
  note: z.string().optional(),
  lines: z.array(line),
  at: z.string(),
});

export const sampleOrder = {
  orderId: 'o-1',
  email: 'a@example.com',
  total: 250,
  isGift: true,
  lines: [
    { sku: 'tea', quantity: 2 },
    { sku: 'mug', quantity: 1 },
  ],
  at: '2026-01-01T00:00:00Z',
};

export const reserve = defineTask('Reserve', {
  input: z.object({ sku: z.string(), orderId: z.string() }),
  output: z.object({ holdId: z.string(), until: z.string().optional() }),
  errors: ['OutOfStock', 'CatalogueUnavailable'],
  handler: ({ sku }) => ({ holdId: `hold-${sku}` }),
});

export const release = defineTask('Release', {
  input: z.object({ holdId: z.string() }),
  output: z.object({}),
  handler: () => ({}),
});

export const charge = defineTask('Charge', {
  input: z.object({ amount: z.number() }),
  output: z.object({ chargeId: z.string() }),
  errors: ['Declined', 'ChargeFailed'],
  timeoutSeconds: 15,
  handler: () => ({ chargeId: 'charge-1' }),
});

export const refund = defineTask('Refund', {
  input: z.object({ chargeId: z.string() }),
  output: z.object({}),
  handler: () => ({}),
});

export const notify = defineTask('Notify', {
  input: z.object({ text: z.string() }),
  output: z.object({ messageId: z.string() }),
  errors: ['Unreachable'],
  handler: () => ({ messageId: 'message-1' }),
});

/** What invoking a sample task looks like in JSONata. */
export function invoking(task: string, payload: object): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: `\${${task}}`, Payload: payload },
  };
}

/** The path of the workflow's input. */
export const input = (path: string) => `{% $states.context.Execution.Input.${path} %}`;

/** The emitted definition, once the validator has found no error in it. */
export function emitted(workflow: WorkflowDefinition, queryLanguage: QueryLanguage = 'JSONata'): Definition {
  const definition = emit(workflow, { queryLanguage });
  const errors = validate(definition).filter(({ severity }) => severity === 'ERROR');
  if (errors.length > 0) throw new Error(JSON.stringify(errors, undefined, 2));
  return definition;
}
