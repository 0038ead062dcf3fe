import { z } from 'zod';
import { Part, SourceFile } from './ingest.ts';
import { ColumnProfile } from './quality/column-profile.ts';

/** All that is known of a converted file. It stands in staging: for a payload it is too much. */
export const FileOutcome = z.object({
  file: SourceFile,
  rows: z.int(),
  parts: z.array(Part),
  profiles: z.array(ColumnProfile),
});
export type FileOutcome = z.output<typeof FileOutcome>;
