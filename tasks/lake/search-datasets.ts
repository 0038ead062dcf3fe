import { z } from 'zod';
import { defineTask } from '../../asl/builder/define-task.ts';
import { repeatable } from '../aws/repeatable.ts';
import { lake } from './lake.ts';
import { wordsOf } from './search-words.ts';
import { FoundDataset } from './store/dataset-table.ts';

/** The published datasets that every word of the query finds. A function of its own, behind an API; no state runs it. */
export const searchDatasets = defineTask('SearchDatasets', {
  input: z.object({ query: z.string().min(1).max(200) }),
  output: z.object({ datasets: z.array(FoundDataset) }),
  errors: ['StorageUnavailable'],
  timeoutSeconds: 10,
  retry: repeatable,
  handler: async ({ query }) => {
    const words = wordsOf([query]);
    const found = await Promise.all(words.map((word) => lake().records.datasetsOf(word)));
    const [first = [], ...others] = found;
    return { datasets: first.filter((dataset) => others.every((each) => each.some(isSame(dataset)))) };
  },
});

function isSame({ database, table }: FoundDataset) {
  return (other: FoundDataset) => other.database === database && other.table === table;
}
