import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { Topic, type TopicProps } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** Encrypted with the account's own key of SNS, which everybody may use who may publish. */
export function eventTopic(scope: Construct, id: string, props: Pick<TopicProps, 'fifo'> = {}): Topic {
  const masterKey = Alias.fromAliasName(scope, `${id}Key`, 'alias/aws/sns');
  return new Topic(scope, id, { enforceSSL: true, masterKey, ...props });
}

export function allowPublish({ grantPrincipal }: IGrantable, { topicArn }: Topic): void {
  grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['sns:Publish'], resources: [topicArn] }),
  );
}
