import type { Stack } from 'aws-cdk-lib/core';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { arnsInWords } from './permissions/acknowledgements.ts';

/** Where objects come from or go to: those of a bucket whose key begins with the prefix. */
export interface ObjectSpace {
  /** Equal for the same bucket. */
  readonly bucket: string;
  readonly prefix: string;
}

/**
 * What a workflow writes must not start it again, or it works on its own results for ever, at full price. Fails the
 * synthesis where a policy of the stack lets somebody write what triggers.
 */
export function refuseLoops(stack: Stack, triggers: readonly { bucket: Bucket; prefix: string }[]): void {
  const validate = () => {
    const spaces = triggers.map(({ bucket, prefix }) => ({
      bucket: arnsInWords(stack, [bucket.bucketArn]).join(''),
      prefix,
    }));
    return [...loopsOf(spaces, writesOf(stack))];
  };
  stack.node.addValidation({ validate });
}

/** A sentence for each trigger that a write reaches. */
export function loopsOf(triggers: readonly ObjectSpace[], writes: readonly ObjectSpace[]): readonly string[] {
  return triggers.flatMap((trigger) => {
    const loop = writes.find((write) => overlaps(trigger, write));
    return loop === undefined ? [] : [sentence(trigger, loop)];
  });
}

/** One prefix begins with the other: some key belongs to both. */
function overlaps(one: ObjectSpace, other: ObjectSpace): boolean {
  const { prefix } = one;
  return one.bucket === other.bucket && (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix));
}

function sentence({ bucket, prefix }: ObjectSpace, written: ObjectSpace): string {
  return `A workflow would start itself: objects under "${prefix}" of ${bucket} start it, and its stack may write under "${written.prefix}" there. Write to another bucket, or give both a prefix that is not part of the other.`;
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** `<Photos.Arn>/in/*`: the bucket's ARN, and what keys begin with. */
function writesOf(stack: Stack): readonly ObjectSpace[] {
  const policies = stack.node.findAll().filter((construct) => construct instanceof CfnPolicy);
  return policies
    .flatMap(({ policyDocument }) => stack.resolve(policyDocument).Statement as readonly Statement[])
    .filter(({ Action }) => [Action].flat().some((action) => /^s3:(Put|Copy|\*)/.test(action)))
    .flatMap(({ Resource }) => arnsInWords(stack, [Resource].flat()))
    .map((arn) => {
      const [bucket = '', ...key] = arn.split('/');
      return { bucket, prefix: key.join('/').replace(/\*.*$/, '') };
    });
}
