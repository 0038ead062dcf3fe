import { Aws } from 'aws-cdk-lib/core';
import { DomainName, EndpointType, type RestApi, SecurityPolicy } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnHealthCheck, CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';

/** A name that several regions answer to. */
export interface SharedDomain {
  /** `shop.example.com` */
  readonly name: string;
  readonly hostedZoneId: string;
  /** Of this region: certificates do not reach over. */
  readonly certificateArn: string;
}

export interface RegionalDomainProps {
  readonly api: RestApi;
  /** The first part of every path, as it is past the shared name too: links stay good. */
  readonly stageName: string;
  readonly domain: SharedDomain;
}

/** Bad answers in a row, so many seconds apart, after which a region is not well; and the time to live of its record. */
export const failover = { requestIntervalSeconds: 10, failureThreshold: 3, recordSeconds: 60 } as const;

/**
 * This region's answer to a name that every region has: callers come to the nearest one whose deep health is good. The check
 * asks this region itself, past the shared name, and /health reads the tables: a gateway that is up before
 * functions that fail is not well. After three bad answers ten seconds apart, and the record's minute, callers go elsewhere.
 * docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html
 */
export class RegionalDomain extends Construct {
  constructor(scope: Construct, id: string, { api, stageName, domain }: RegionalDomainProps) {
    super(scope, id);
    const regional = new DomainName(this, 'Name', {
      domainName: domain.name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    regional.addBasePathMapping(api, { basePath: stageName, stage: api.deploymentStage });
    const health = new CfnHealthCheck(this, 'Health', {
      healthCheckConfig: {
        type: 'HTTPS',
        fullyQualifiedDomainName: `${api.restApiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`,
        resourcePath: `/${stageName}/health`,
        port: 443,
        enableSni: true,
        requestInterval: failover.requestIntervalSeconds,
        failureThreshold: failover.failureThreshold,
        regions: ['us-east-1', 'eu-west-1', 'ap-southeast-1'],
      },
    });
    new CfnRecordSet(this, 'Record', {
      hostedZoneId: domain.hostedZoneId,
      name: domain.name,
      type: 'A',
      setIdentifier: Aws.REGION,
      region: Aws.REGION,
      healthCheckId: health.attrHealthCheckId,
      aliasTarget: {
        dnsName: regional.domainNameAliasDomainName,
        hostedZoneId: regional.domainNameAliasHostedZoneId,
        evaluateTargetHealth: false,
      },
    });
  }
}
