import type { AwsCalls } from './aws-calls.ts';

/** A resource of a deployed stack, as CloudFormation lists it. */
export interface StackResource {
  readonly type: string;
  readonly logicalId: string;
  readonly physicalId: string;
}

/** Something that starts executions, and how it is turned off and on again without being deployed anew. */
export interface TriggerKind {
  /** In the words of whoever looks for the switch. */
  readonly label: string;
  /** What becomes of what arrives while it is off. */
  readonly whileOff: string;
  /** Undefined: this resource triggers nothing. */
  readonly isEnabled: (resource: StackResource, around: Around) => Promise<boolean | undefined>;
  readonly setEnabled: (resource: StackResource, enabled: boolean, around: Around) => Promise<void>;
}

export interface Around {
  readonly call: AwsCalls;
  /** The whole stack: what a resource belongs to is another one. */
  readonly resources: readonly StackResource[];
}
