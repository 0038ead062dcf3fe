import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { cidrBlocks } from './cidr-blocks.ts';
import { TemplateError } from './template.ts';
import { valueText } from './value-text.ts';

/** What intrinsic functions ask of the template that they stand in. */
export interface Surroundings {
  /** A value with all functions in it resolved; undefined is `AWS::NoValue`. */
  readonly value: (value: Json) => Json | undefined;
  readonly reference: (name: string) => Json | undefined;
  readonly attribute: (logicalId: string, attribute: string) => Json;
  readonly condition: (name: string) => boolean;
  readonly mapping: (map: string, first: string, second: string) => Json | undefined;
  readonly exported: (name: string) => Json;
  /** What stands in a file beside the template. */
  readonly included: (path: string) => Json;
  readonly region: string;
}

type Intrinsic = (argument: Json, around: Surroundings) => Json | undefined;

/** The function that an object calls, by its only key; undefined where the object is plain data. */
export function intrinsicOf(value: JsonObject): (() => readonly [Intrinsic, Json]) | undefined {
  const [key = '', ...others] = Object.keys(value);
  if (others.length > 0 || !(key === 'Ref' || key === 'Condition' || key.startsWith('Fn::')))
    return undefined;
  if (key === 'Condition' && typeof value[key] !== 'string') return undefined;
  return () => {
    const intrinsic = Object.hasOwn(intrinsics, key) ? intrinsics[key] : undefined;
    if (intrinsic === undefined) throw new TemplateError(onlyThere(key));
    return [intrinsic, value[key] ?? null];
  };
}

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const intrinsics: { readonly [name: string]: Intrinsic } = {
  Ref: (name, around) => around.reference(text(name, 'Ref')),
  Condition: (name, around) => around.condition(text(name, 'Condition')),
  'Fn::And': (conditions, around) => list(conditions, 'Fn::And').every((each) => around.value(each) === true),
  'Fn::Base64': (value, around) => Buffer.from(text(around.value(value), 'Fn::Base64')).toString('base64'),
  'Fn::Cidr': (argument, around) => {
    const [range = '', count = 1, hostBits = 8] = list(argument, 'Fn::Cidr').map((each) =>
      around.value(each),
    );
    return cidrBlocks(text(range, 'Fn::Cidr'), Number(count), Number(hostBits));
  },
  'Fn::Equals': (argument, around) => {
    const [left = null, right = null] = list(argument, 'Fn::Equals');
    return valueText(around.value(left)) === valueText(around.value(right));
  },
  'Fn::FindInMap': findInMap,
  'Fn::GetAZs': (_argument, { region }) => ['a', 'b', 'c'].map((zone) => region + zone),
  'Fn::GetAtt': getAttribute,
  'Fn::If': (argument, around) => {
    const [condition = null, then = null, otherwise = null] = list(argument, 'Fn::If');
    return around.value(around.condition(text(condition, 'Fn::If')) ? then : otherwise);
  },
  'Fn::ImportValue': (name, around) => around.exported(text(around.value(name), 'Fn::ImportValue')),
  'Fn::Join': (argument, around) => {
    const [separator = '', parts = []] = list(argument, 'Fn::Join');
    return list(around.value(parts), 'Fn::Join').map(valueText).join(text(separator, 'Fn::Join'));
  },
  'Fn::Length': (argument, around) => list(around.value(argument), 'Fn::Length').length,
  'Fn::Not': (argument, around) => around.value(list(argument, 'Fn::Not')[0] ?? null) !== true,
  'Fn::Or': (conditions, around) => list(conditions, 'Fn::Or').some((each) => around.value(each) === true),
  'Fn::Select': (argument, around) => {
    const [index = 0, values = []] = list(argument, 'Fn::Select');
    return list(around.value(values), 'Fn::Select')[Number(around.value(index))];
  },
  'Fn::Split': (argument, around) => {
    const [separator = '', value = ''] = list(argument, 'Fn::Split');
    return text(around.value(value), 'Fn::Split').split(text(separator, 'Fn::Split'));
  },
  'Fn::Sub': substitute,
  'Fn::Transform': transform,
  'Fn::ToJsonString': (argument, around) => JSON.stringify(around.value(argument)),
};

function findInMap(argument: Json, around: Surroundings): Json | undefined {
  const [map = '', first = '', second = '', otherwise] = list(argument, 'Fn::FindInMap');
  const keys = [map, first, second].map((key) => text(around.value(key), 'Fn::FindInMap'));
  const found = around.mapping(...(keys as [string, string, string]));
  if (found !== undefined) return around.value(found);
  if (isJsonObject(otherwise) && 'DefaultValue' in otherwise)
    return around.value(otherwise['DefaultValue'] ?? null);
  throw new TemplateError(`Fn::FindInMap finds nothing at ${keys.join(', ')}.`);
}

/** One macro is of CloudFormation itself and reads a file; what others make of a template only they know. */
function transform(argument: Json, around: Surroundings): Json | undefined {
  const { Name = '', Parameters = {} } = isJsonObject(argument) ? argument : {};
  if (Name !== 'AWS::Include') throw new TemplateError(onlyThere(`Fn::Transform ${valueText(Name)}`));
  const { Location = '' } = isJsonObject(Parameters) ? Parameters : {};
  return around.value(around.included(text(around.value(Location), 'AWS::Include')));
}

/** What CloudFormation has made of the template can be had from it. */
export function onlyThere(what: string): string {
  return `${what} is only known to CloudFormation itself: write out what it makes, or serve the template that 'aws cloudformation get-template --template-stage Processed' prints.`;
}

/** `["Function", "Arn"]`, or `"Function.Arn"` as YAML may say. */
function getAttribute(argument: Json, around: Surroundings): Json {
  const path = typeof argument === 'string' ? argument.split(/\.(.*)/) : list(argument, 'Fn::GetAtt');
  const [logicalId = '', attribute = ''] = path;
  return around.attribute(text(logicalId, 'Fn::GetAtt'), text(around.value(attribute), 'Fn::GetAtt'));
}

/** `${Name}`, `${Resource.Attribute}` and `${!Literal}`; a map of its own comes before what the template has. */
function substitute(argument: Json, around: Surroundings): string {
  const [template = '', given = {}] = Array.isArray(argument) ? (argument as readonly Json[]) : [argument];
  const own = isJsonObject(given) ? given : {};
  return text(template, 'Fn::Sub').replaceAll(
    /\$\{(!?)([^}]+)\}/g,
    (_whole, literal: string, inside: string) => {
      const name = inside.trim();
      if (literal !== '') return `\${${inside}}`;
      if (Object.hasOwn(own, name)) return valueText(around.value(own[name] ?? null));
      const [logicalId = name, attribute] = name.startsWith('AWS::') ? [name] : name.split(/\.(.*)/);
      return valueText(
        attribute === undefined ? around.reference(logicalId) : around.attribute(logicalId, attribute),
      );
    },
  );
}

function text(value: Json | undefined, where: string): string {
  if (typeof value === 'object' || value === undefined)
    throw new TemplateError(`${where} needs a text, not ${JSON.stringify(value)}.`);
  return valueText(value);
}

function list(value: Json | undefined, where: string): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[];
  throw new TemplateError(`${where} needs a list, not ${JSON.stringify(value)}.`);
}
