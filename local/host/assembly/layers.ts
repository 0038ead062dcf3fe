import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { codePath, type FunctionCode } from './function-code.ts';
import type { Resolver } from './resolver.ts';
import { type ResourceReference, resourceOf, TemplateError } from './template.ts';

/** Folders of layers by their ARNs: of those that lie on this machine. */
export type LayerFolders = ReadonlyMap<string, string>;

const layerTypes: ReadonlySet<string> = new Set([
  'AWS::Lambda::LayerVersion',
  'AWS::Serverless::LayerVersion',
]);

/** The layers of the templates. Those of others have an ARN and no folder. */
export function layerFolders(resolver: Resolver, resources: readonly ResourceReference[]): LayerFolders {
  return new Map(
    resources
      .filter((reference) => layerTypes.has(resourceOf(reference)?.Type ?? ''))
      .flatMap((reference) => {
        const folder = folderOf(resolver, reference);
        return folder === undefined ? [] : [[resolver.identity(reference).ref, folder] as const];
      }),
  );
}

function folderOf(resolver: Resolver, reference: ResourceReference): string | undefined {
  const content = resolver.property(reference, 'Content') ?? resolver.property(reference, 'ContentUri');
  try {
    const folder = codePath(reference, content ?? '');
    return existsSync(folder) && statSync(folder).isDirectory() ? folder : undefined;
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

/** Where each runtime looks into a layer (docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html). */
export function layerVariables(
  { runtime, layers }: Pick<FunctionCode, 'runtime' | 'layers'>,
  folders: LayerFolders,
): { readonly [name: string]: string } {
  const here = layers.flatMap((layer) => folders.get(layer) ?? []);
  if (here.length === 0) return {};
  return runtime === 'python'
    ? { PYTHONPATH: here.map((folder) => join(folder, 'python')).join(':') }
    : { NODE_PATH: here.map((folder) => join(folder, 'nodejs/node_modules')).join(':') };
}

/** The function runs all the same: what the layer brings may lie beside it. */
export function missingLayers({ name, layers }: FunctionCode, folders: LayerFolders): readonly string[] {
  return layers
    .filter((layer) => !folders.has(layer))
    .map(
      (layer) =>
        `${name} runs without its layer ${layer}, which is not here: install what it brings in the project.`,
    );
}
