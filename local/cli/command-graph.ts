import type { JsonObject } from '../../asl/json.ts';
import {
  type DefinitionReference,
  type PastReference,
  versionReference,
} from './definition/definition-reference.ts';
import { readDefinition } from './definition/read-definition.ts';
import type { Environment } from './environment.ts';
import { readFlags, UsageError } from './flags.ts';
import { writeOutput } from './output.ts';
import { pictureFlags, type PictureOptions, pictureOptions, toPng } from './picture.ts';

export interface GraphCommand {
  readonly type: 'graph';
  readonly definition: DefinitionReference | PastReference;
  readonly picture: PictureOptions;
}

export function parseGraph(given: readonly string[], _environment: Environment): GraphCommand {
  const flags = readFlags(given, pictureFlags, 1);
  const [definition] = flags.positionals;
  if (definition === undefined) throw new UsageError('graph needs a workflow or a file.');
  const picture = pictureOptions(flags, ['svg', 'png', 'mermaid']);
  return { type: 'graph', definition: versionReference(definition), picture };
}

export async function graphCommand({ definition, picture }: GraphCommand): Promise<number> {
  writeOutput(await draw(await readDefinition(definition), picture), picture.out);
  return 0;
}

async function draw(definition: JsonObject, { format, theme }: PictureOptions): Promise<string | Uint8Array> {
  const { graph } = await import('../../asl/graph/graph.ts');
  const model = graph(definition);
  if (format === 'mermaid') return (await import('../../asl/graph/mermaid.ts')).toMermaid(model);
  const { toSvg } = await import('../../asl/graph/svg.ts');
  const svg = toSvg(model, { theme });
  return format === 'png' ? toPng(svg) : `${svg}\n`;
}
