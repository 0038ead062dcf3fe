import { type IGrantable, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { acknowledgeResources } from './acknowledgements.ts';
import { functionNamed, type FunctionsByTask } from './functions-by-task.ts';

export type ObjectAction =
  | 's3:AbortMultipartUpload'
  | 's3:DeleteObject'
  | 's3:GetObject'
  | 's3:GetObjectVersion'
  | 's3:ListMultipartUploadParts'
  | 's3:PutObject';

export interface ObjectRights {
  readonly actions: readonly ObjectAction[];
  /** Such as `staging/`; all objects where there are none. */
  readonly prefixes?: readonly string[];
  /** To list, and to be told of a missing object by 404 instead of 403. */
  readonly list?: boolean;
}

/** Exactly these actions: the L2's grants come with wildcards such as s3:GetObject* and s3:List*. */
export function allowObjects(
  { grantPrincipal }: IGrantable,
  bucket: Bucket,
  { actions, prefixes = [''], list = false }: ObjectRights,
): void {
  const objects = prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`));
  grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions: [...actions], resources: objects }));
  if (list) {
    const statement = new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] });
    grantPrincipal.addToPrincipalPolicy(statement);
  }
  if (grantPrincipal instanceof Role) {
    acknowledgeResources(grantPrincipal, objects, 'Keys are data; bucket and prefix are fixed.');
  }
}

/** By task, what its handler does with objects. */
export function allowObjectsByTask(
  bucket: Bucket,
  functions: FunctionsByTask,
  rights: Readonly<Record<string, ObjectRights>>,
): void {
  for (const [name, own] of Object.entries(rights)) allowObjects(functionNamed(functions, name), bucket, own);
}
