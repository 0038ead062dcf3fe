import { z } from 'zod';

/**
 * A CloudFormation template, as far as it says what state machines call and are called. What else stands in it is kept
 * and not looked at (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html).
 */
export type Template = z.output<typeof Template>;
export type Resource = z.output<typeof Resource>;

const Properties = z.record(z.string(), z.json());

const Resource = z.looseObject({
  Type: z.string(),
  Condition: z.string().optional(),
  Properties: Properties.default({}),
  Metadata: Properties.default({}),
});

const Parameter = z.looseObject({ Type: z.string(), Default: z.json().optional() });

const Output = z.looseObject({
  Value: z.json(),
  Condition: z.string().optional(),
  Export: z.object({ Name: z.json() }).optional(),
});

export const Template = z.looseObject({
  Resources: z.record(z.string(), Resource),
  Parameters: z.record(z.string(), Parameter).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), Properties)).default({}),
  Conditions: Properties.default({}),
  Outputs: z.record(z.string(), Output).default({}),
  /** Of SAM: properties that all resources of a kind have in common. */
  Globals: z.record(z.string(), Properties).default({}),
  Transform: z.json().optional(),
});

/** A template with what it finds around it. */
export interface Stack {
  readonly name: string;
  readonly template: Template;
  /** That paths in the template start from. */
  readonly folder: string;
  /** Files and folders that deploying would upload, by their keys in the bucket of assets. */
  readonly assets: ReadonlyMap<string, string>;
  /** Where it is deployed to, if it says so. */
  readonly region?: string;
  readonly accountId?: string;
  /** The resource whose template it is, of a nested stack. */
  readonly nestedIn?: ResourceReference;
}

export interface ResourceReference {
  readonly stack: Stack;
  readonly logicalId: string;
}

/** A template or an assembly says what cannot be; the message is a sentence for whoever wrote it. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

export function resourceOf({ stack, logicalId }: ResourceReference): Resource | undefined {
  const { Resources } = stack.template;
  return Object.hasOwn(Resources, logicalId) ? Resources[logicalId] : undefined;
}

const transform = 'AWS::Serverless-2016-10-31';

/** Whether SAM turns it into a template of CloudFormation first, with more resources than it names. */
export function isServerless({ template }: Stack): boolean {
  return [template.Transform].flat().includes(transform);
}
