import type { Json } from '../../asl/json.ts';
import { type FunctionName, parseFunctionName } from './function-name.ts';

/** A Lambda handler of the Node.js runtime, run in this process: with breakpoints, without a container. */
export type BoundFunction = (event: Json, context: FunctionContext) => unknown;

/** The context object of a handler (docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html). */
export interface FunctionContext {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly awsRequestId: string;
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly clientContext?: Json;
  readonly getRemainingTimeInMillis: () => number;
}

/** The functions of this process, found by whatever a definition calls them. */
export class BoundFunctions {
  readonly #functions = new Map<string, BoundFunction>();

  /** Keys are ARNs, names, or names with a qualifier (`Charge:live`), the most exact of which wins. */
  constructor(functions: { readonly [nameOrArn: string]: BoundFunction } = {}) {
    for (const [nameOrArn, handler] of Object.entries(functions)) this.bind(nameOrArn, handler);
  }

  bind(nameOrArn: string, handler: BoundFunction): void {
    this.#functions.set(nameOrArn, handler);
  }

  find(nameOrArn: string): BoundFunction | undefined {
    return this.#functions.get(nameOrArn) ?? this.#findByName(parseFunctionName(nameOrArn));
  }

  #findByName({ name, qualifier }: FunctionName): BoundFunction | undefined {
    const qualified = qualifier === undefined ? undefined : this.#functions.get(`${name}:${qualifier}`);
    return qualified ?? this.#functions.get(name);
  }

  names(): readonly string[] {
    return [...this.#functions.keys()].sort();
  }
}
