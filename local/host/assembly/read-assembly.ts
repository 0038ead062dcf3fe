import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { type Resource, type Stack, TemplateError } from './template.ts';
import { readTemplate } from './template-text.ts';

/**
 * Reads the stacks of a cloud assembly (`cdk.out`, with its stages and nested stacks), or the one of a template, SAM's
 * included. Source: docs.aws.amazon.com/cdk/v2/guide/deploy.html#deploy-how-synth-assemblies
 */
export function readAssembly(path: string): readonly Stack[] {
  if (!existsSync(path)) throw new TemplateError(`There is no ${path}.`);
  const stacks = statSync(path).isDirectory() ? readFolder(path) : [readAlone(path)];
  return stacks.flatMap(withNested);
}

/** A template without its manifest; where it is one of CDK's, its assets are listed beside it. */
function readAlone(path: string): Stack {
  const stack = readStack(basename(path).replace(/\..*$/, ''), path);
  const assets = `${stack.name}.assets.json`;
  return existsSync(join(stack.folder, assets))
    ? { ...stack, assets: new Map(readAssets(stack.folder, assets)) }
    : stack;
}

function readFolder(folder: string): readonly Stack[] {
  if (existsSync(join(folder, 'manifest.json'))) return readManifest(folder);
  const template = ['template.yaml', 'template.yml', 'template.json'].find((name) =>
    existsSync(join(folder, name)),
  );
  if (template !== undefined) return [readStack(basename(resolve(folder)), join(folder, template))];
  throw new TemplateError(
    `${folder} is no cloud assembly: it has neither manifest.json nor a template.yaml. 'cdk synth' makes one, cdk.out.`,
  );
}

/** The kinds of artifacts that hold templates; others are passed over. */
const StackArtifact = z.object({
  type: z.literal('aws:cloudformation:stack'),
  environment: z.string().optional(),
  displayName: z.string().optional(),
  properties: z.object({ templateFile: z.string(), stackName: z.string().optional() }),
});
const StageArtifact = z.object({
  type: z.literal('cdk:cloud-assembly'),
  properties: z.object({ directoryName: z.string() }),
});
const AssetsArtifact = z.object({
  type: z.literal('cdk:asset-manifest'),
  properties: z.object({ file: z.string() }),
});
const OtherArtifact = z.looseObject({ type: z.string() }).transform(() => undefined);
const Artifact = z.union([StackArtifact, StageArtifact, AssetsArtifact, OtherArtifact]);
const Manifest = z.object({ artifacts: z.record(z.string(), Artifact).default({}) });

function readManifest(folder: string): readonly Stack[] {
  const { artifacts } = readJson(join(folder, 'manifest.json'), Manifest);
  const assets = new Map(
    Object.values(artifacts).flatMap((artifact) =>
      artifact?.type === 'cdk:asset-manifest' ? readAssets(folder, artifact.properties.file) : [],
    ),
  );
  return Object.entries(artifacts).flatMap(([name, artifact]) => {
    switch (artifact?.type) {
      case 'cdk:cloud-assembly':
        return readManifest(join(folder, artifact.properties.directoryName));
      case 'aws:cloudformation:stack': {
        const { templateFile, stackName = name } = artifact.properties;
        return [
          { ...readStack(stackName, join(folder, templateFile)), assets, ...placeOf(artifact.environment) },
        ];
      }
      default:
        return [];
    }
  });
}

const Assets = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

/** What has no path is made by a program when it is deployed. */
function readAssets(folder: string, file: string): readonly (readonly [key: string, path: string])[] {
  return Object.values(readJson(join(folder, file), Assets).files).flatMap(
    ({ source: { path }, destinations }) =>
      path === undefined
        ? []
        : Object.values(destinations).map(({ objectKey }) => [objectKey, resolve(folder, path)] as const),
  );
}

/** `aws://123456789012/eu-west-1`, where either may be unknown. */
function placeOf(environment = ''): Pick<Stack, 'accountId' | 'region'> {
  const [, accountId, region] = /^aws:\/\/([^/]*)\/(.*)$/.exec(environment) ?? [];
  return {
    ...(accountId !== undefined && /^\d{12}$/.test(accountId) && { accountId }),
    ...(region !== undefined && region !== 'unknown-region' && { region }),
  };
}

function readStack(name: string, path: string): Stack {
  return {
    name,
    template: readTemplate(readText(path), path),
    folder: dirname(resolve(path)),
    assets: new Map(),
  };
}

/** The stack, and those inside it, however deep. */
function withNested(stack: Stack): readonly Stack[] {
  const nested = Object.entries(stack.template.Resources).flatMap(([logicalId, resource]) => {
    const path = nestedTemplate(stack, resource);
    if (path === undefined) return [];
    return withNested({
      ...stack,
      ...readStack(`${stack.name}-${logicalId}`, path),
      assets: stack.assets,
      nestedIn: { stack, logicalId },
    });
  });
  return [stack, ...nested];
}

/** Of a nested stack whose template is among the files; CDK writes the URL of the asset, SAM a path. */
function nestedTemplate(
  { folder, assets }: Stack,
  { Type, Properties, Metadata }: Resource,
): string | undefined {
  if (Type === 'AWS::Serverless::Application') return existing(folder, Properties['Location']);
  if (Type !== 'AWS::CloudFormation::Stack') return undefined;
  const url = JSON.stringify(Properties['TemplateURL'] ?? '');
  const [, path] = [...assets].find(([key]) => url.includes(`/${key}"`)) ?? [];
  return path ?? existing(folder, Metadata['aws:asset:path']) ?? existing(folder, Properties['TemplateURL']);
}

function existing(folder: string, path: unknown): string | undefined {
  const file = typeof path === 'string' ? resolve(folder, path) : '';
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}

function readJson<Shape extends z.ZodType>(path: string, shape: Shape): z.output<Shape> {
  const reading = shape.safeParse(parsedJson(path));
  if (reading.success) return reading.data;
  throw new TemplateError(`${path} is not as CDK writes it: ${z.prettifyError(reading.error)}`);
}

function parsedJson(path: string): unknown {
  try {
    return JSON.parse(readText(path));
  } catch (error) {
    throw new TemplateError(`${path} cannot be read: ${(error as Error).message}`);
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new TemplateError(`${path} cannot be read: ${(error as Error).message}`);
  }
}
