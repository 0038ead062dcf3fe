import type { Difference } from '../../asl/graph/difference.ts';
import {
  type DefinitionReference,
  type PastReference,
  versionReference,
} from './definition/definition-reference.ts';
import { readDefinition } from './definition/read-definition.ts';
import type { Environment } from './environment.ts';
import { readFlags, UsageError } from './flags.ts';
import { writeOutput } from './output.ts';
import { pictureFlags, type PictureFormat, type PictureOptions, pictureOptions, toPng } from './picture.ts';

export interface DiffCommand {
  readonly type: 'diff';
  readonly before: DefinitionReference | PastReference;
  readonly after: DefinitionReference | PastReference;
  readonly picture: PictureOptions<'text' | 'json' | PictureFormat>;
  /** A difference makes the exit code 1. */
  readonly exitCode: boolean;
}

export function parseDiff(given: readonly string[], _environment: Environment): DiffCommand {
  const flags = readFlags(given, { ...pictureFlags, json: 'switch', 'exit-code': 'switch' }, 2);
  const [before, after] = flags.positionals;
  if (before === undefined || after === undefined) {
    throw new UsageError('diff needs two workflows or files: before, and after.');
  }
  if (before === '-' && after === '-') throw new UsageError('The standard input can be read only once.');
  if (flags.has('json') && flags.value('format') !== undefined) {
    throw new UsageError('Either --json or --format, not both.');
  }
  const picture = flags.has('json')
    ? pictureOptions(flags, ['json'])
    : pictureOptions(flags, ['text', 'svg', 'png', 'mermaid']);
  return {
    type: 'diff',
    before: versionReference(before),
    after: versionReference(after),
    picture,
    exitCode: flags.has('exit-code'),
  };
}

/** As `git diff` has it, a difference is no failure unless `--exit-code` says so. */
export async function diffCommand({ before, after, picture, exitCode }: DiffCommand): Promise<number> {
  const { difference } = await import('../../asl/graph/difference.ts');
  const found = difference(await readDefinition(before), await readDefinition(after));
  const title = `${before.given} → ${after.given}`;
  writeOutput(await show(found, title, picture), picture.out);
  return exitCode && found.changes.length > 0 ? 1 : 0;
}

async function show(
  found: Difference,
  title: string,
  { format, theme }: DiffCommand['picture'],
): Promise<string | Uint8Array> {
  if (format === 'json') return `${JSON.stringify(found.changes, null, 2)}\n`;
  if (format === 'text') return (await import('../../asl/graph/difference.ts')).differenceInWords(found);
  const { differenceToMermaid, differenceToSvg } = await import('../../asl/graph/difference-picture.ts');
  if (format === 'mermaid') return differenceToMermaid(found);
  const svg = differenceToSvg(found, { theme, title });
  return format === 'png' ? toPng(svg) : `${svg}\n`;
}
