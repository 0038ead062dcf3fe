import { Aws, Stack } from 'aws-cdk-lib/core';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase } from 'aws-cdk-lib/aws-glue';
import { type IGrantable, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPrincipalPermissions, CfnResource as RegisteredLocation } from 'aws-cdk-lib/aws-lakeformation';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { rehearsalDatabase } from '../tasks/lake/catalogue.ts';
import { acknowledgeResources } from './permissions/acknowledgements.ts';
import { allowObjects } from './permissions/object-rights.ts';

export interface LakeCatalogueProps {
  readonly lake: Bucket;
  /** Who writes the catalogue. */
  readonly writer: Role;
  readonly lakeFormation: boolean;
}

const scannedBytesMax = 100 * 1024 ** 3;

/** Where people look for tables, and how they query them: a database, a role for crawlers and an Athena workgroup. */
export class LakeCatalogue extends Construct {
  readonly workGroup: CfnWorkGroup;
  readonly crawlerRole: Role;

  constructor(scope: Construct, id: string, { lake, writer, lakeFormation }: LakeCatalogueProps) {
    super(scope, id);
    new CfnDatabase(this, 'Rehearsals', {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: {
        name: rehearsalDatabase,
        description: 'Tables that are tried before they are published',
      },
    });
    this.workGroup = new CfnWorkGroup(this, 'Queries', {
      name: `${Stack.of(this).stackName}Queries`,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: scannedBytesMax,
        resultConfiguration: {
          outputLocation: lake.s3UrlForObject('answers/'),
          encryptionConfiguration: { encryptionOption: 'SSE_S3' },
        },
      },
    });
    this.crawlerRole = this.#crawlerRole(lake);
    if (lakeFormation) this.#governedBy(lake, writer);
  }

  /** For data that others bring into tables/: AWSGlueServiceRole would open every bucket named aws-glue. */
  #crawlerRole(lake: Bucket): Role {
    const role = new Role(this, 'CrawlerRole', { assumedBy: new ServicePrincipal('glue.amazonaws.com') });
    allowObjects(role, lake, { actions: ['s3:GetObject'], prefixes: ['tables/'], list: true });
    allowCatalogue(role, ['glue:GetDatabase', 'glue:GetTable', 'glue:CreateTable', 'glue:UpdateTable']);
    allowCatalogue(role, ['glue:GetPartition', 'glue:BatchGetPartition', 'glue:BatchCreatePartition']);
    const logs = `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:/aws-glue/crawlers*`;
    const actions = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
    role.addToPolicy(new PolicyStatement({ actions, resources: [logs] }));
    acknowledgeResources(role, [logs], 'Glue names the streams of its crawlers.');
    return role;
  }

  /** Lake Formation lends its own role to whoever may read a table; only the workflow may make tables. */
  #governedBy(lake: Bucket, writer: Role): void {
    new RegisteredLocation(this, 'Location', { resourceArn: lake.bucketArn, useServiceLinkedRole: true });
    new CfnPrincipalPermissions(this, 'Writer', {
      principal: { dataLakePrincipalIdentifier: writer.roleArn },
      resource: { dataLocation: { catalogId: Aws.ACCOUNT_ID, resourceArn: lake.bucketArn } },
      permissions: ['DATA_LOCATION_ACCESS'],
      permissionsWithGrantOption: [],
    });
  }
}

/** Databases and tables are named by data. */
export function allowCatalogue(role: IGrantable, actions: readonly string[]): void {
  const statement = new PolicyStatement({ actions: [...actions], resources: [...catalogueArns] });
  role.grantPrincipal.addToPrincipalPolicy(statement);
  if (role.grantPrincipal instanceof Role) {
    acknowledgeResources(role.grantPrincipal, catalogueArns, NAMED_BY_DATA);
  }
}

const NAMED_BY_DATA = 'Databases and tables of the lake are named by who submits datasets.';
const glueArn = `arn:${Aws.PARTITION}:glue:${Aws.REGION}:${Aws.ACCOUNT_ID}`;
export const catalogueArns = [`${glueArn}:catalog`, `${glueArn}:database/*`, `${glueArn}:table/*/*`];
export const wholeCatalogue = { arns: catalogueArns, because: NAMED_BY_DATA };
