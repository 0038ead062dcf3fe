import { type CollectionTag, parse, type ScalarTag, type YAMLMap, type YAMLSeq } from 'yaml';
import { z } from 'zod';
import { onlyThere } from './intrinsic-functions.ts';
import { Template, TemplateError } from './template.ts';

/** Reads a template in JSON or YAML, the short form of intrinsic functions (`!Sub`) included. */
export function readTemplate(text: string, path: string): Template {
  const parsed = parseYaml(text, path);
  refuseLoops(parsed, path);
  const reading = Template.safeParse(parsed);
  if (reading.success) return reading.data;
  throw new TemplateError(`${path} is no CloudFormation template: ${z.prettifyError(reading.error)}`);
}

/** A loop stands where a resource would, and would be told to be none. */
function refuseLoops(parsed: unknown, path: string): void {
  const { Resources = {} } = (parsed ?? {}) as { readonly Resources?: object };
  const loop = Object.keys(Resources ?? {}).find((key) => key.startsWith('Fn::ForEach::'));
  if (loop !== undefined) throw new TemplateError(`${path}: ${onlyThere(loop)}`);
}

/** JSON is YAML too. Tags that CloudFormation does not have are mistakes. */
export function parseYaml(text: string, path: string): unknown {
  try {
    return text.trimStart().startsWith('{')
      ? JSON.parse(text)
      : parse(text, { customTags: shortForms, logLevel: 'error', maxAliasCount: aliasesMax, merge: true });
  } catch (error) {
    throw new TemplateError(`${path} cannot be read: ${(error as Error).message}`);
  }
}

/** A few lines of aliases of aliases can stand for gigabytes. */
const aliasesMax = 1_000;

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const functions = `
  And Base64 Cidr Equals FindInMap ForEach GetAZs GetAtt If ImportValue Join Length Not Or Select Split Sub ToJsonString
  Transform
`
  .trim()
  .split(/\s+/);

const shortForms = [
  ...functions.map((name) => [`!${name}`, `Fn::${name}`] as const),
  ...['Ref', 'Condition'].map((name) => [`!${name}`, name] as const),
].flatMap(([tag, key]): readonly (ScalarTag | CollectionTag)[] => [
  { tag, resolve: (text: string) => ({ [key]: key === 'Fn::GetAtt' ? attributePath(text) : text }) },
  { tag, collection: 'seq', resolve: (sequence) => ({ [key]: (sequence as YAMLSeq).toJSON() }) },
  { tag, collection: 'map', resolve: (map) => ({ [key]: (map as YAMLMap).toJSON() }) },
]);

/** `Function.Arn`; what comes after the first dot may have dots of its own, such as `Outputs.Table`. */
function attributePath(text: string): readonly string[] {
  const dot = text.indexOf('.');
  return [text.slice(0, dot), text.slice(dot + 1)];
}
