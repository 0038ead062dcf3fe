import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isJsonObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { partitionOf, type Place } from '../../engine/arn.ts';
import { intrinsicOf, type Surroundings } from './intrinsic-functions.ts';
import { generatedName, type Identity, identityOf, nameProperty } from './resource-identity.ts';
import { isServerless, type ResourceReference, resourceOf, type Stack, TemplateError } from './template.ts';
import { parseYaml } from './template-text.ts';
import { valueText } from './value-text.ts';

export interface ResolverOptions {
  readonly stacks: readonly Stack[];
  /** Where everything is said to be. */
  readonly place: Place;
  /** Of templates, by name; those that have no default need one. */
  readonly parameters: { readonly [name: string]: string };
}

/**
 * Says what CloudFormation would put for references and functions, on a machine where nothing has been deployed: names
 * come from the templates, ARNs from names.
 */
export class Resolver {
  readonly #options: ResolverOptions;
  readonly #found = new Map<Stack, Map<string, Identity>>();
  readonly #notes = new Set<string>();
  #depth = 0;

  constructor(options: ResolverOptions) {
    this.#options = options;
  }

  get place(): Place {
    return this.#options.place;
  }

  /** Sentences about values that only a deployment would know, and what stands for them. */
  get notes(): readonly string[] {
    return [...this.#notes];
  }

  /** A value with all its references and functions resolved; undefined is `AWS::NoValue`. */
  value(stack: Stack, value: Json): Json | undefined {
    if (Array.isArray(value))
      return (value as readonly Json[]).flatMap((each) => this.value(stack, each) ?? []);
    if (!isJsonObject(value)) return value;
    const intrinsic = intrinsicOf(value);
    return intrinsic === undefined ? this.#members(stack, value) : this.#call(stack, intrinsic());
  }

  /** A property of a resource, with what a SAM template says once for all resources of its kind. */
  property(reference: ResourceReference, name: string): Json | undefined {
    const { stack } = reference;
    const { Type = '', Properties = {} } = resourceOf(reference) ?? {};
    const [, kind = ''] = /^AWS::Serverless::(\w+)$/.exec(Type) ?? [];
    const value = overlaid(stack.template.Globals[kind]?.[name], Properties[name]);
    return value === undefined ? undefined : this.value(stack, value);
  }

  /** Whether its condition, if it has one, holds. */
  isCreated(reference: ResourceReference): boolean {
    const { Condition } = resourceOf(reference) ?? {};
    const holds = Condition === undefined || this.#condition(reference.stack, Condition);
    const { nestedIn } = reference.stack;
    return holds && (nestedIn === undefined || this.isCreated(nestedIn));
  }

  /** What a service has really called it. */
  identify({ stack, logicalId }: ResourceReference, identity: Identity): void {
    this.#found.set(stack, (this.#found.get(stack) ?? new Map<string, Identity>()).set(logicalId, identity));
  }

  identity(reference: ResourceReference): Identity {
    const { stack, logicalId } = reference;
    const found = this.#found.get(stack)?.get(logicalId);
    if (found !== undefined) return found;
    const { Type = '', Properties = {} } = resourceOf(reference) ?? {};
    const given = this.value(stack, Properties[nameProperty(Type)] ?? null);
    return identityOf(
      Type,
      typeof given === 'string' ? given : this.#generatedName(reference, Type),
      this.place,
    );
  }

  /** Stacks may have the same logical ids, such as those of two stages. */
  #generatedName({ stack, logicalId }: ResourceReference, type: string): string {
    const { FifoQueue, FifoTopic } = stack.template.Resources[logicalId]?.Properties ?? {};
    const isTaken = this.#options.stacks.some(
      (other) => other !== stack && Object.hasOwn(other.template.Resources, logicalId),
    );
    const own = isTaken ? `${stack.name}-${logicalId}` : logicalId;
    return generatedName(type, own, valueText(FifoQueue ?? FifoTopic) === 'true');
  }

  #members(stack: Stack, value: JsonObject): JsonObject {
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, member]) => {
        const resolved = this.value(stack, member);
        return resolved === undefined ? [] : [[key, resolved]];
      }),
    );
  }

  #call(stack: Stack, [intrinsic, argument]: ReturnType<NonNullable<ReturnType<typeof intrinsicOf>>>) {
    if (this.#depth >= referencesMax)
      throw new TemplateError(`The template ${stack.name} refers to itself in a circle.`);
    this.#depth += 1;
    try {
      return intrinsic(argument, this.#surroundings(stack));
    } finally {
      this.#depth -= 1;
    }
  }

  #surroundings(stack: Stack): Surroundings {
    return {
      value: (value) => this.value(stack, value),
      reference: (name) => this.#reference(stack, name),
      attribute: (logicalId, attribute) => this.#attribute({ stack, logicalId }, attribute),
      condition: (name) => this.#condition(stack, name),
      mapping: (map, first, second) => stack.template.Mappings[map]?.[first]?.[second],
      exported: (name) => this.#exported(name),
      included: (path) => includedIn(stack, path),
      region: this.place.region,
    };
  }

  #reference(stack: Stack, name: string): Json | undefined {
    if (name.startsWith('AWS::')) return this.#pseudoParameter(stack, name);
    if (Object.hasOwn(stack.template.Parameters, name)) return this.#parameter(stack, name);
    const reference = { stack, logicalId: name };
    const resource = resourceOf(reference);
    if (resource === undefined) return this.#transformed(reference, 'Alias') ?? absent(reference, name);
    return this.#versionOf(reference) ?? this.identity(reference).ref;
  }

  /** docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
  #pseudoParameter({ name: stackName }: Stack, name: string): Json | undefined {
    const { region, accountId } = this.place;
    const partition = partitionOf(region);
    switch (name) {
      case 'AWS::AccountId':
        return accountId;
      case 'AWS::NoValue':
        return undefined;
      case 'AWS::NotificationARNs':
        return [];
      case 'AWS::Partition':
        return partition;
      case 'AWS::Region':
        return region;
      case 'AWS::StackId':
        return `arn:${partition}:cloudformation:${region}:${accountId}:stack/${stackName}/local`;
      case 'AWS::StackName':
        return stackName;
      case 'AWS::URLSuffix':
        return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
      default:
        throw new TemplateError(`${name} is no pseudo parameter.`);
    }
  }

  #parameter(stack: Stack, name: string): Json {
    const { Type = 'String', Default } = stack.template.Parameters[name] ?? {};
    const given = stack.nestedIn && this.#givenTo(stack.nestedIn, name);
    const said = this.#options.parameters[name];
    const value = given ?? said ?? Default;
    if (value === undefined) {
      throw new TemplateError(
        `The parameter ${name} of ${stack.name} has no default: say --parameters ${name}=VALUE.`,
      );
    }
    const isStored = Type.startsWith('AWS::SSM::Parameter::Value<') && said === undefined;
    const text = isStored ? this.#storedParameter(stack, name, valueText(value)) : value;
    return typeof text === 'string' &&
      /^(CommaDelimitedList|List<|AWS::SSM::Parameter::Value<(List<|Comma))/.test(Type)
      ? text.split(/\s*,\s*/)
      : text;
  }

  /** What Parameter Store has under the name, where a template puts it there; else the name stands for it. */
  #storedParameter({ name: stackName }: Stack, parameter: string, storedAs: string): Json {
    const reference = this.#resources('AWS::SSM::Parameter').find(
      (each) => this.identity(each).name === storedAs,
    );
    const value = reference && this.property(reference, 'Value');
    if (value !== undefined) return value;
    this.#notes.add(
      `The parameter ${parameter} of ${stackName} is what Parameter Store has as ${storedAs}, and stays that name here: say --parameters ${parameter}=VALUE.`,
    );
    return storedAs;
  }

  #resources(type: string): readonly ResourceReference[] {
    return this.#options.stacks.flatMap((stack) =>
      Object.entries(stack.template.Resources).flatMap(([logicalId, { Type }]) =>
        Type === type ? [{ stack, logicalId }] : [],
      ),
    );
  }

  #givenTo(nestedIn: ResourceReference, name: string): Json | undefined {
    const { Parameters } = resourceOf(nestedIn)?.Properties ?? {};
    return isJsonObject(Parameters) && Object.hasOwn(Parameters, name)
      ? this.value(nestedIn.stack, Parameters[name] ?? null)
      : undefined;
  }

  #attribute(reference: ResourceReference, attribute: string): Json {
    const { stack, logicalId } = reference;
    const { Type = '' } = resourceOf(reference) ?? {};
    if (resourceOf(reference) === undefined)
      return this.#transformed(reference, attribute) ?? absent(reference, `${logicalId}.${attribute}`);
    if (attribute.startsWith('Outputs.')) return this.#output(reference, attribute.slice('Outputs.'.length));
    const { name, arn, ref } = this.identity(reference);
    if (attribute.endsWith('Arn')) return this.#versionOf(reference) ?? arn;
    if (attribute.endsWith('Name')) return name;
    if (attribute.endsWith('Url')) return ref;
    if (attribute === 'Version') return Type === 'AWS::Lambda::Version' ? '1' : `${arn}:1`;
    return `${stack.name}-${logicalId}-${attribute}`;
  }

  /** Versions and aliases of a function are called by its ARN and what they are; those of a state machine stand for it. */
  #versionOf({ stack, logicalId }: ResourceReference): string | undefined {
    const { Type = '', Properties = {} } = resourceOf({ stack, logicalId }) ?? {};
    const text = (property: string) => valueText(this.value(stack, Properties[property] ?? '') ?? '');
    switch (Type) {
      case 'AWS::Lambda::Version':
        return `${this.#functionArn(text('FunctionName'))}:1`;
      case 'AWS::Lambda::Alias':
        return `${this.#functionArn(text('FunctionName'))}:${text('Name')}`;
      case 'AWS::StepFunctions::StateMachineVersion':
        return text('StateMachineArn');
      case 'AWS::StepFunctions::StateMachineAlias':
        return this.#aliasedMachine(stack, Properties);
      default:
        return undefined;
    }
  }

  #functionArn(nameOrArn: string): string {
    return nameOrArn.startsWith('arn:')
      ? nameOrArn
      : identityOf('AWS::Lambda::Function', nameOrArn, this.place).arn;
  }

  #aliasedMachine(
    stack: Stack,
    { RoutingConfiguration, DeploymentPreference }: JsonObject,
  ): string | undefined {
    const [route] = [this.value(stack, RoutingConfiguration ?? DeploymentPreference ?? [])].flat();
    const version = isJsonObject(route) ? route['StateMachineVersionArn'] : undefined;
    return typeof version === 'string' ? version : undefined;
  }

  /** SAM makes resources of its own, such as the alias `Function.Alias`. */
  #transformed({ stack, logicalId }: ResourceReference, attribute: string): string | undefined {
    if (!isServerless(stack)) return undefined;
    const [owner = '', made = attribute] = logicalId.split('.');
    const reference = { stack, logicalId: owner };
    if (resourceOf(reference) === undefined)
      return identityOf('', logicalId, this.place)[attribute === 'Arn' ? 'arn' : 'ref'];
    const qualifier = made === 'Version' ? '1' : this.property(reference, 'AutoPublishAlias');
    return `${this.identity(reference).arn}:${valueText(qualifier ?? '1')}`;
  }

  #output(nested: ResourceReference, name: string): Json {
    const { stacks } = this.#options;
    const stack = stacks.find(
      ({ nestedIn }) => nestedIn?.logicalId === nested.logicalId && nestedIn.stack === nested.stack,
    );
    const output = stack?.template.Outputs[name];
    if (stack === undefined || output === undefined)
      return absent(nested, `the output ${name} of ${nested.logicalId}`);
    return this.value(stack, output.Value) ?? '';
  }

  #exported(name: string): Json {
    for (const stack of this.#options.stacks) {
      for (const { Export, Value } of Object.values(stack.template.Outputs)) {
        if (Export !== undefined && this.value(stack, Export.Name) === name)
          return this.value(stack, Value) ?? '';
      }
    }
    throw new TemplateError(
      `No stack here exports ${name}: serve the assembly that has the stack, or write the value in its place.`,
    );
  }

  #condition(stack: Stack, name: string): boolean {
    const condition = stack.template.Conditions[name];
    if (condition === undefined) throw new TemplateError(`${stack.name} has no condition ${name}.`);
    return this.value(stack, condition) === true;
  }
}

function includedIn({ name, folder }: Stack, path: string): Json {
  const file = resolve(folder, path);
  if (!path.startsWith('s3:') && existsSync(file)) return parseYaml(readFileSync(file, 'utf8'), file) as Json;
  throw new TemplateError(
    `The template ${name} includes ${path}, which is not here: put the file beside the template and include its path.`,
  );
}

/** References inside references; CloudFormation allows no circles, so this is a bound for those who wrote one. */
const referencesMax = 200;

function absent({ stack }: ResourceReference, what: string): never {
  throw new TemplateError(`The template ${stack.name} has no ${what}, which it refers to.`);
}

/**
 * Maps are merged, lists come one after the other.
 * Source: docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
function overlaid(general: Json | undefined, own: Json | undefined): Json | undefined {
  if (general === undefined || own === undefined) return own ?? general;
  if (Array.isArray(general) && Array.isArray(own)) return [...general, ...own] as readonly Json[];
  if (!isJsonObject(general) || !isJsonObject(own)) return own;
  const keys = [...new Set([...Object.keys(general), ...Object.keys(own)])];
  return Object.fromEntries(keys.map((key) => [key, overlaid(general[key], own[key]) ?? null]));
}
