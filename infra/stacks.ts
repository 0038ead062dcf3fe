import { App, type AppProps, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DataLakeStack } from './data-lake-stack.ts';
import type { TaskBundle } from './functions/bundle-tasks.ts';
import { ImageStack } from './image-stack.ts';
import { OperationsStack } from './operations-stack.ts';
import { OrganizationRoleStack } from './organization-role-stack.ts';
import { shopStacks } from './shop-regions.ts';
import { StreamStack } from './stream-stack.ts';

/** A stack for each pattern. */
export function stateyardStacks(tasks: TaskBundle, { context, ...props }: AppProps = {}): App {
  const app = new App({ ...props, context: { ...flags, ...context } });
  shopStacks(app, tasks);
  new ImageStack(app, 'StateyardImages', {
    tasks,
    description: 'Photo in; labels, thumbnails and a record out',
  });
  new DataLakeStack(app, 'StateyardDataLake', {
    tasks,
    description: 'Files in; tables that can be queried, a quarantine, or nothing',
  });
  new StreamStack(app, 'StateyardStream', {
    tasks,
    description: 'Events on a stream; counted, and kept as they came',
  });
  new OperationsStack(app, 'StateyardAccounts', {
    tasks,
    description: 'A request in; an account with its baseline and network out',
  });
  new OrganizationRoleStack(app, 'StateyardOrganization', {
    description: 'The role that creates accounts, for the management account',
  });
  return app;
}

/** With the AwsSolutions rules: a finding that nobody has acknowledged with a reason fails the synthesis. */
export function checked(app: App): App {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}

/** How the CDK behaves in new projects (docs.aws.amazon.com/cdk/v2/guide/featureflags.html). */
const flags = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  '@aws-cdk/core:validateAgainstDefaultRules': true,
};
