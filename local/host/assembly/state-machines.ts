import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isJsonObject, type Json } from '../../../asl/json.ts';
import type { Resolver } from './resolver.ts';
import { type ResourceReference, type Stack, TemplateError } from './template.ts';
import { parseYaml } from './template-text.ts';
import { valueText } from './value-text.ts';

/** A state machine as CreateStateMachine takes it. */
export interface AssemblyStateMachine {
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** JSON, with its references resolved. */
  readonly definition: string;
}

export const stateMachineTypes: ReadonlySet<string> = new Set([
  'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::StateMachine',
]);

/**
 * The state machine that a resource describes: `DefinitionString`, `Definition`, or a file among the assets or beside the
 * template, with its substitutions. Sources:
 * docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html,
 * docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html
 */
export function readStateMachine(resolver: Resolver, reference: ResourceReference): AssemblyStateMachine {
  const property = (name: string) => resolver.property(reference, name);
  const source = definitionSource(reference, property);
  const text = substituted(source.text, property('DefinitionSubstitutions'));
  const type = property('StateMachineType') ?? property('Type');
  return {
    name: resolver.identity(reference).name,
    type: type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
    definition: source.isYaml ? JSON.stringify(parseYaml(text, source.path)) : text,
  };
}

interface DefinitionSource {
  readonly text: string;
  readonly path: string;
  readonly isYaml: boolean;
}

function definitionSource(
  { stack, logicalId }: ResourceReference,
  property: (name: string) => Json | undefined,
): DefinitionSource {
  const text = property('DefinitionString') ?? property('Definition');
  if (text !== undefined) {
    return { text: valueText(text), path: logicalId, isYaml: false };
  }
  const location = property('DefinitionS3Location') ?? property('DefinitionUri');
  if (location === undefined) throw new TemplateError('it has no definition.');
  const path = definitionFile(stack, location);
  return { text: fileText(path), path, isYaml: /\.ya?ml$/.test(path) };
}

function definitionFile({ assets, folder }: Stack, location: Json): string {
  if (typeof location === 'string') return resolve(folder, location);
  const { Key = '', Bucket = '' } = isJsonObject(location) ? location : {};
  const path = assets.get(valueText(Key));
  if (path !== undefined) return path;
  throw new TemplateError(
    `its definition s3://${valueText(Bucket)}/${valueText(Key)} is not among the assets: put the file beside the template, and its path in place of the bucket and key.`,
  );
}

function fileText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new TemplateError(`its definition cannot be read: ${(error as Error).message}`);
  }
}

/** `${Name}` wherever the text has it, before anything reads the text; what has no value stays, as at AWS. */
function substituted(text: string, substitutions: Json | undefined): string {
  if (!isJsonObject(substitutions)) return text;
  return text.replaceAll(/\$\{([A-Za-z0-9_-]+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(substitutions, name) ? valueText(substitutions[name] ?? null) : placeholder,
  );
}
