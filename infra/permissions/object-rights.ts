import { type IGrantable, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { acknowledgeWildcard, logicalIdOf } from './acknowledgements.ts';

export type ObjectAction =
  | 's3:AbortMultipartUpload'
  | 's3:DeleteObject'
  | 's3:GetObject'
  | 's3:GetObjectVersion'
  | 's3:ListMultipartUploadParts'
  | 's3:PutObject';

export interface ObjectRights {
  readonly actions: readonly ObjectAction[];
  /** `staging/`; all objects where it is left out. */
  readonly prefix?: string;
  /** To list, and to be told of a missing object by 404 instead of 403. */
  readonly list?: boolean;
}

/** Exactly these actions: the L2's grants come with wildcards such as s3:GetObject* and s3:List*. */
export function allowObjects(
  { grantPrincipal }: IGrantable,
  bucket: Bucket,
  { actions, prefix = '', list = false }: ObjectRights,
): void {
  const objects = bucket.arnForObjects(`${prefix}*`);
  grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions: [...actions], resources: [objects] }));
  if (list) {
    const statement = new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] });
    grantPrincipal.addToPrincipalPolicy(statement);
  }
  if (!(grantPrincipal instanceof Role)) return;
  const reason = 'The keys of objects are data; the bucket and the prefix are fixed.';
  acknowledgeWildcard(grantPrincipal, `Resource::<${logicalIdOf(bucket)}.Arn>/${prefix}*`, reason);
}
