import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { isJsonObject, type Json } from '../../../asl/json.ts';
import type { Resolver } from './resolver.ts';
import { type ResourceReference, resourceOf, TemplateError } from './template.ts';
import { valueText } from './value-text.ts';

/** A Lambda function of a template, whose code lies on this machine. */
export interface FunctionCode {
  readonly name: string;
  readonly runtime: 'node' | 'python';
  /** The module of the handler, with its extension. */
  readonly file: string;
  /** In the module. */
  readonly handler: string;
  /** Of the bundle. */
  readonly folder: string;
  readonly variables: { readonly [name: string]: string };
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
}

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
  const folder = codeFolder(reference, runtime, property);
  const [, module = 'index', handler = 'handler'] =
    /^(.*)\.([^./]+)$/.exec(valueText(property('Handler'))) ?? [];
  return {
    name,
    runtime,
    ...moduleFile(folder, module, runtime),
    handler,
    folder,
    variables: variablesOf(property('Environment')),
    timeoutSeconds: Number(property('Timeout') ?? 3),
    memoryMegabytes: Number(property('MemorySize') ?? 128),
  };
}

function runtimeOf(runtime: Json | undefined, packageType: Json | undefined): FunctionCode['runtime'] {
  if (packageType === 'Image') throw new TemplateError('its code is a container image');
  const [, kind] = /^(nodejs|python)[0-9.x]+$/.exec(valueText(runtime)) ?? [];
  if (kind === undefined) throw new TemplateError(`its runtime is ${valueText(runtime ?? 'not said')}`);
  return kind === 'nodejs' ? 'node' : 'python';
}

function codeFolder(
  reference: ResourceReference,
  runtime: FunctionCode['runtime'],
  property: (name: string) => Json | undefined,
): string {
  const inline = property('InlineCode') ?? zipFile(property('Code'));
  if (typeof inline === 'string') return inlineFolder(inline, runtime);
  const path = codePath(reference, property('Code') ?? property('CodeUri') ?? '.');
  if (!existsSync(path)) throw new TemplateError(`its code is not at ${path}`);
  if (statSync(path).isDirectory()) return path;
  throw new TemplateError(`its code is packed: ${basename(path)}`);
}

function zipFile(code: Json | undefined): Json | undefined {
  return isJsonObject(code) ? code['ZipFile'] : undefined;
}

/** Lambda makes `index` of code that stands in the template. */
function inlineFolder(code: string, runtime: FunctionCode['runtime']): string {
  const folder = mkdtempSync(join(tmpdir(), 'stateyard-inline-'));
  writeFileSync(join(folder, runtime === 'python' ? 'index.py' : 'index.js'), code);
  if (runtime === 'node') writeFileSync(join(folder, 'package.json'), '{}');
  return folder;
}

function codePath({ stack, logicalId }: ResourceReference, code: Json): string {
  if (typeof code === 'string' && !code.startsWith('s3:')) return resolve(stack.folder, code);
  const asset = isJsonObject(code) ? stack.assets.get(valueText(code['S3Key'] ?? code['Key'])) : undefined;
  if (asset !== undefined) return asset;
  const path = resourceOf({ stack, logicalId })?.Metadata['aws:asset:path'];
  if (typeof path === 'string') return resolve(stack.folder, path);
  throw new TemplateError('its code is not among the assets');
}

const extensions = {
  node: ['.mjs', '.js', '.cjs', '.mts', '.ts', '.cts'],
  python: ['.py'],
} as const;

/** SAM's sources may be TypeScript, which Node.js runs as it is. */
function moduleFile(
  folder: string,
  module: string,
  runtime: FunctionCode['runtime'],
): { readonly file: string } {
  const path = runtime === 'python' ? module.replaceAll('.', '/') : module;
  const file = extensions[runtime]
    .map((extension) => join(folder, path + extension))
    .find((each) => existsSync(each));
  if (file !== undefined) return { file };
  throw new TemplateError(`there is no ${path}${extensions[runtime].join(' or ')} in ${folder}`);
}

function variablesOf(environment: Json | undefined): { readonly [name: string]: string } {
  const variables = isJsonObject(environment) ? environment['Variables'] : undefined;
  if (!isJsonObject(variables)) return {};
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, valueText(value)]));
}
