import type { Environment } from './environment.ts';
import { UsageError } from './flags.ts';
import { helpTexts, overview } from './help-text.ts';

export interface HelpCommand {
  readonly type: 'help';
  /** The command to explain; none for the overview. */
  readonly topic: string | undefined;
}

export function parseHelp(given: readonly string[], _environment: Environment): HelpCommand {
  const [topic] = given.filter((word) => !word.startsWith('-'));
  if (topic !== undefined && !helpTexts.has(topic)) throw new UsageError(`There is no command '${topic}'.`);
  return { type: 'help', topic };
}

export async function helpCommand({ topic }: HelpCommand): Promise<number> {
  console.log(topic === undefined ? overview : helpTexts.get(topic));
  return 0;
}
