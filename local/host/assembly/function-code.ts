import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { isJsonObject, type Json } from '../../../asl/json.ts';
import type { Resolver } from './resolver.ts';
import { type ResourceReference, resourceOf, TemplateError } from './template.ts';
import { valueText } from './value-text.ts';

/** A Lambda function of a template, whose code lies on this machine. */
export interface FunctionCode {
  readonly name: string;
  readonly runtime: 'node' | 'python';
  readonly source: FunctionSource;
  /** In the module. */
  readonly handler: string;
  readonly variables: { readonly [name: string]: string };
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** ARNs, as the template gives them. */
  readonly layers: readonly string[];
}

export type FunctionSource =
  /** A bundle, and in it the module of the handler, with its extension. */
  | { readonly from: 'folder'; readonly folder: string; readonly file: string }
  /** It stands in the template. */
  | { readonly from: 'template'; readonly text: string };

export const functionTypes: ReadonlySet<string> = new Set([
  'AWS::Lambda::Function',
  'AWS::Serverless::Function',
]);

/**
 * Where the code of a function lies: an asset, a folder beside the template, or the template itself. Throws why it cannot be
 * run here. Source: docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html
 */
export function readFunctionCode(resolver: Resolver, reference: ResourceReference): FunctionCode {
  const property = (name: string) => resolver.property(reference, name);
  const { name } = resolver.identity(reference);
  const runtime = runtimeOf(property('Runtime'), property('PackageType'));
  const [, module = 'index', handler = 'handler'] =
    /^(.*)\.([^./]+)$/.exec(valueText(property('Handler'))) ?? [];
  return {
    name,
    runtime,
    source: sourceOf(reference, { runtime, module }, property),
    handler,
    variables: variablesOf(property('Environment')),
    timeoutSeconds: Number(property('Timeout') ?? 3),
    memoryMegabytes: Number(property('MemorySize') ?? 128),
    layers: [property('Layers') ?? []].flat().map(valueText),
  };
}

function runtimeOf(runtime: Json | undefined, packageType: Json | undefined): FunctionCode['runtime'] {
  if (packageType === 'Image') throw new TemplateError(elsewhere('its code is a container image'));
  const [, kind] = /^(nodejs|python)[0-9.x]+$/.exec(valueText(runtime)) ?? [];
  if (kind === undefined) {
    throw new TemplateError(elsewhere(`its runtime is ${valueText(runtime ?? 'not said')}`));
  }
  return kind === 'nodejs' ? 'node' : 'python';
}

/** What cannot be run here can be run by somebody else. */
function elsewhere(why: string): string {
  return `${why}. --lambda-endpoint URL names a Lambda API that runs the functions, such as 'sam local start-lambda'.`;
}

function sourceOf(
  reference: ResourceReference,
  { runtime, module }: { readonly runtime: FunctionCode['runtime']; readonly module: string },
  property: (name: string) => Json | undefined,
): FunctionSource {
  const text = property('InlineCode') ?? zipFile(property('Code'));
  if (typeof text === 'string') return { from: 'template', text };
  const folder = codePath(reference, property('Code') ?? property('CodeUri') ?? '.');
  if (!existsSync(folder))
    throw new TemplateError(
      `its code is not at ${folder}: build it first, as 'cdk synth' or 'sam build' do.`,
    );
  if (!statSync(folder).isDirectory()) {
    throw new TemplateError(elsewhere(`its code is packed, ${basename(folder)}`));
  }
  return { from: 'folder', folder, file: moduleFile(folder, module, runtime) };
}

function zipFile(code: Json | undefined): Json | undefined {
  return isJsonObject(code) ? code['ZipFile'] : undefined;
}

export function codePath({ stack, logicalId }: ResourceReference, code: Json): string {
  if (typeof code === 'string' && !code.startsWith('s3:')) return resolve(stack.folder, code);
  const asset = isJsonObject(code) ? stack.assets.get(valueText(code['S3Key'] ?? code['Key'])) : undefined;
  if (asset !== undefined) return asset;
  const path = resourceOf({ stack, logicalId })?.Metadata['aws:asset:path'];
  if (typeof path === 'string') return resolve(stack.folder, path);
  throw new TemplateError(elsewhere('its code is not among the assets'));
}

const extensions = {
  node: ['.mjs', '.js', '.cjs', '.mts', '.ts', '.cts'],
  python: ['.py'],
} as const;

/** SAM's sources may be TypeScript, which Node.js runs as it is. */
function moduleFile(folder: string, module: string, runtime: FunctionCode['runtime']): string {
  const path = runtime === 'python' ? module.replaceAll('.', '/') : module;
  const file = extensions[runtime]
    .map((extension) => join(folder, path + extension))
    .find((each) => existsSync(each));
  if (file !== undefined) return file;
  throw new TemplateError(
    `there is no ${path}${extensions[runtime].join(' or ')} in ${folder}, which its Handler names.`,
  );
}

function variablesOf(environment: Json | undefined): { readonly [name: string]: string } {
  const variables = isJsonObject(environment) ? environment['Variables'] : undefined;
  if (!isJsonObject(variables)) return {};
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, valueText(value)]));
}
