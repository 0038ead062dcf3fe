import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CommandError } from './failure.ts';
import { table } from './table.ts';

/** An input that comes with a workflow, to see what it does. */
export interface Sample {
  readonly name: string;
  /** What will happen, in a sentence. */
  readonly comment: string;
  /** Of the mock file, where services are mocked. */
  readonly testCase?: string | undefined;
  /** JSON. `<new>` in it is replaced by something new each time, for what may happen only once. */
  readonly input: string;
}

/** `workflows/samples/image-recognition.json` has those of ImageRecognition, by name. */
const samplesFolder = join(import.meta.dirname, '../../workflows/samples');

const SamplesFile = z.record(
  z.string(),
  z.object({ comment: z.string(), testCase: z.string().optional(), input: z.json() }),
);

/** In the order in which they are written down; none where the workflow has none. */
export function samplesOf(workflow: string): readonly Sample[] {
  const file = join(samplesFolder, `${kebabCase(workflow)}.json`);
  if (!existsSync(file)) return [];
  const samples = SamplesFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  return Object.entries(samples).map(([name, { input, ...sample }]) => ({
    ...sample,
    name,
    input: JSON.stringify(input),
  }));
}

export function findSample(workflow: string, name: string): Sample {
  const samples = samplesOf(workflow);
  const found = samples.find((sample) => sample.name === name);
  if (found !== undefined) return found;
  if (samples.length === 0) throw new CommandError(`${workflow} comes without samples.`);
  const known = table(samples.map((sample) => [`  ${sample.name}`, sample.comment]));
  throw new CommandError(`There is no sample '${name}' of ${workflow}. There are:\n\n${known}`);
}

/** What is handed to StartExecution. */
export function inputOf({ input }: Sample): string {
  return input.replaceAll('<new>', randomUUID());
}

function kebabCase(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}
