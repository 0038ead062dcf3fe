import type { z } from 'zod';
import type { Expression, Source } from './expression.ts';
import type { RetryPolicy } from './retry-policy.ts';
import type { TaskDefinition } from './task-definition.ts';

/**
 * What tracing a workflow yields: a small immutable tree, free of both query languages. A *construct* is one call in
 * the source; most are one state. A *block* is what one function of the source did, in order.
 */
export interface Block {
  readonly constructs: readonly Construct[];
  /** What the function returned; absent when it returned nothing. */
  readonly value: Expression | undefined;
}

/** What a workflow is, apart from its types. */
export interface WorkflowDefinition {
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly input: z.ZodType;
  readonly timeoutSeconds: number | undefined;
  readonly comment: string | undefined;
  /** Every task that it invokes; a host binds each to the placeholder of its name. */
  readonly tasks: readonly TaskDefinition[];
  /** Every workflow that it starts. */
  readonly workflows: readonly WorkflowDefinition[];
  /** The name of every activity that it schedules. */
  readonly activities: readonly string[];
  /** The source of `input` in `root`. */
  readonly inputSource: Source;
  readonly root: Block;
}

export type Construct =
  | TaskConstruct
  | PassConstruct
  | WaitConstruct
  | SucceedConstruct
  | FailConstruct
  | RawConstruct
  | ChoiceConstruct
  | ParallelConstruct
  | MapConstruct
  | AttemptConstruct
  | PollConstruct;

export interface CommonParts {
  /** The wished name; linking makes it unique. */
  readonly name: string;
  readonly comment: string | undefined;
}

/** What has a value that later constructs may use. */
interface Valued extends CommonParts {
  readonly source: Source;
}

/** What may fail: it can be retried, caught and undone. */
export interface Fallible extends Valued {
  readonly retry: readonly RetryPolicy[];
  readonly handlers: readonly Handler[];
  readonly undo: Undo | undefined;
}

/** What takes an effect back. */
export interface Undo {
  readonly block: Block;
  /** Whether it holds from the beginning of its state, or only once the state has succeeded. */
  readonly fromStart: boolean;
}

/** What to do about one error name. */
export interface Handler {
  readonly errorName: string;
  readonly error: Source;
  readonly block: Block;
}

export interface TaskConstruct extends Fallible {
  readonly kind: 'task';
  readonly resource: string;
  readonly parameters: Expression;
  /** The field of the integration's answer that is the result; absent where it is the whole answer. */
  readonly resultField: string | undefined;
  readonly timeoutSeconds: Expression | undefined;
  readonly heartbeatSeconds: Expression | undefined;
  readonly credentials: Expression | undefined;
  /** What a host binds to the placeholder in `parameters` or `resource`. */
  readonly bound: TaskDefinition | WorkflowDefinition | { readonly activity: string } | undefined;
}

export interface PassConstruct extends Valued {
  readonly kind: 'pass';
  /** Absent: the state has nothing of its own to give. */
  readonly output: Expression | undefined;
}

export interface WaitConstruct extends CommonParts {
  readonly kind: 'wait';
  readonly seconds: Expression | undefined;
  readonly timestamp: Expression | undefined;
}

export interface SucceedConstruct extends CommonParts {
  readonly kind: 'succeed';
  readonly output: Expression;
}

export interface FailConstruct extends CommonParts {
  readonly kind: 'fail';
  readonly error: Expression;
  readonly cause: Expression | undefined;
}

/** A state written by hand. Its transition is made by linking, all else is taken as it stands. */
export interface RawConstruct extends Fallible {
  readonly kind: 'raw';
  readonly state: Expression;
}

export interface ChoiceConstruct extends Valued {
  readonly kind: 'choice';
  readonly rules: readonly { readonly condition: Expression; readonly block: Block }[];
  readonly otherwise: Block;
}

export interface ParallelConstruct extends Fallible {
  readonly kind: 'parallel';
  readonly branches: readonly Block[];
  /** The names of the branches where the result is an object; absent where it is a tuple. */
  readonly keys: readonly string[] | undefined;
}

export interface MapConstruct extends Fallible {
  readonly kind: 'map';
  readonly items: Expression | undefined;
  readonly maxConcurrency: Expression | undefined;
  readonly processor: Block;
  /** What each iteration is given. */
  readonly parts: readonly Part[];
  readonly distributed: DistributedParts | undefined;
}

/** One part of an iteration's input. A sole `item` is the whole input; otherwise the input is an object of the parts. */
export interface Part {
  readonly key: string;
  readonly source: Source;
  readonly value: Expression;
}

export interface DistributedParts {
  readonly executionType: 'STANDARD' | 'EXPRESS';
  readonly label: string | undefined;
  readonly reader: Expression | undefined;
  readonly batcher: Expression | undefined;
  readonly writer: Expression | undefined;
  readonly toleratedFailureCount: Expression | undefined;
  readonly toleratedFailurePercentage: Expression | undefined;
}

/** Catch over a block: whatever fails inside it is handled, unless something inside handles it first. */
export interface AttemptConstruct extends Valued {
  readonly kind: 'attempt';
  readonly body: Block;
  readonly handlers: readonly Handler[];
}

/** A loop that ends by construction: check, and pause before checking again, at most so many times. Four states. */
export interface PollConstruct extends Valued {
  readonly kind: 'poll';
  /** Sets the number of pauses to zero. */
  readonly start: PassConstruct;
  readonly check: Block;
  readonly decide: CommonParts;
  readonly until: Expression;
  readonly checksMax: number;
  readonly pause: WaitConstruct;
  /** What happens when the last check has not been enough. */
  readonly exhausted: Block;
}

/** The blocks directly inside a construct, in the order of the source. */
export function blocksOf(construct: Construct): readonly Block[] {
  const handlers = 'handlers' in construct ? construct.handlers.map((handler) => handler.block) : [];
  const undo = 'undo' in construct && construct.undo ? [construct.undo.block] : [];
  switch (construct.kind) {
    case 'choice':
      return [...construct.rules.map((rule) => rule.block), construct.otherwise];
    case 'parallel':
      return [...construct.branches, ...handlers, ...undo];
    case 'map':
      return [construct.processor, ...handlers, ...undo];
    case 'attempt':
      return [construct.body, ...handlers];
    case 'poll':
      return [construct.check, construct.exhausted];
    case 'task':
    case 'raw':
      return [...handlers, ...undo];
    case 'pass':
    case 'wait':
    case 'succeed':
    case 'fail':
      return [];
    default:
      return construct satisfies never;
  }
}

/** Every construct of a block and of the blocks inside it, in the order of the source. */
export function constructsOf(block: Block): readonly Construct[] {
  return block.constructs.flatMap((construct) => [construct, ...blocksOf(construct).flatMap(constructsOf)]);
}
