import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { DatasetSubmission } from './dataset-submission.ts';
import { lake } from './lake.ts';
import { wordsOf } from './search-words.ts';

/** Lets a dataset be found by the words of its names, description, owner and columns. Only what is published is. */
export const indexDataset = defineTask('IndexDataset', {
  input: z.object({ submission: DatasetSubmission }),
  output: z.object({ indexed: z.boolean(), because: z.string() }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 30,
  retry: repeatable,
  handler: async ({ submission }) => {
    const { packageName, dataset, description = '', columns, tags } = submission;
    const names = columns.map(({ name }) => name);
    const words = wordsOf([packageName, dataset, description, tags.owner, ...names]);
    const { owner, classification } = tags;
    const found = {
      database: packageName,
      table: dataset,
      description,
      owner,
      classification,
      columns: names,
    };
    for (const word of words) await lake().records.putWord(word, found);
    return { indexed: true, because: `${words.length} words find it.` };
  },
});
