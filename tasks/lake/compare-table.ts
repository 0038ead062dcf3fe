import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { TaskError } from '../../asl/builder/task-error.ts';
import { transient } from '../../asl/builder/retry-policy.ts';
import { CataloguePlan } from './catalogue.ts';

/** As Glue describes it, which leaves out what it does not know. */
const GlueColumns = z.array(z.object({ Name: z.string().optional(), Type: z.string().optional() }));

/** A table that is there already has to have the same columns: Athena would read one's values as another's. */
export const compareTable = defineTask('CompareTable', {
  input: z.object({ plan: CataloguePlan, columns: GlueColumns, partitionKeys: GlueColumns }),
  output: z.object({}),
  errors: ['SchemaConflict'],
  timeoutSeconds: 5,
  retry: [transient],
  handler: ({ plan: { table }, columns, partitionKeys }) => {
    const there = [...columns, ...partitionKeys].map(inWords);
    const wanted = [...table.StorageDescriptor.Columns, ...table.PartitionKeys].map(inWords);
    if (there.join(', ') === wanted.join(', ')) return {};
    const sentence = `The table ${table.Name} has ${there.join(', ')}; submitted were ${wanted.join(', ')}.`;
    throw new TaskError('SchemaConflict', sentence);
  },
});

function inWords({ Name = '', Type = '' }: z.output<typeof GlueColumns>[number]): string {
  return `${Name} ${Type}`;
}
