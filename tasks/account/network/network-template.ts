import type { NetworkPlan } from './network-plan.ts';
import type { Subnet } from './subnet-plan.ts';

/** Of a CloudFormation template, as much as is used here. */
export interface Template {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  readonly Resources: { readonly [name: string]: Resource };
  readonly Outputs: { readonly [name: string]: { readonly Value: unknown } };
}

interface Resource {
  readonly Type: string;
  readonly DependsOn?: string;
  readonly Properties: { readonly [name: string]: unknown };
}

/** Subnets in front of which the internet is. All others see only the inside. */
export const internetTiers: readonly Subnet['tier'][] = ['presentation', 'internetBalancer'];

/** The network of an account: a pure function of its plan, so that the same plan is the same stack. */
export function networkTemplate(
  { block, subnets, vlans }: NetworkPlan,
  { alias, flowLogBucketArn }: { readonly alias: string; readonly flowLogBucketArn: string },
): Template {
  const named = (suffix: string) => ({ Tags: [{ Key: 'Name', Value: `${alias}-${suffix}` }] });
  const entries = subnets.map((subnet) => [subnetName(subnet), subnet] as const);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `The network of ${alias}`,
    Resources: {
      Vpc: resource('AWS::EC2::VPC', {
        CidrBlock: block,
        EnableDnsSupport: true,
        EnableDnsHostnames: true,
        ...named('core'),
      }),
      ...routing(named),
      ...Object.fromEntries(
        entries.flatMap(([name, subnet]) => Object.entries(subnetResources(name, subnet, named))),
      ),
      FlowLog: resource('AWS::EC2::FlowLog', {
        ResourceId: { Ref: 'Vpc' },
        ResourceType: 'VPC',
        TrafficType: 'ALL',
        LogDestinationType: 's3',
        LogDestination: flowLogBucketArn,
      }),
      ...(vlans.length > 0 && privateGateway(named)),
    },
    Outputs: {
      VpcId: { Value: { Ref: 'Vpc' } },
      ...Object.fromEntries(entries.map(([name]) => [name, { Value: { Ref: name } }])),
      ...(vlans.length > 0 && { PrivateGatewayId: { Value: { Ref: 'PrivateGateway' } } }),
    },
  };
}

/** Also what the stack calls its id, in its outputs. */
function subnetName({ tier, zone }: Subnet): string {
  return `${tier.charAt(0).toUpperCase()}${tier.slice(1)}${zone}`;
}

type Named = (suffix: string) => object;

function routing(named: Named): { readonly [name: string]: Resource } {
  return {
    InternetGateway: resource('AWS::EC2::InternetGateway', { ...named('internet') }),
    InternetAttachment: resource('AWS::EC2::VPCGatewayAttachment', {
      VpcId: { Ref: 'Vpc' },
      InternetGatewayId: { Ref: 'InternetGateway' },
    }),
    InternetRoutes: resource('AWS::EC2::RouteTable', { VpcId: { Ref: 'Vpc' }, ...named('internet') }),
    InternetRoute: {
      ...resource('AWS::EC2::Route', {
        RouteTableId: { Ref: 'InternetRoutes' },
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: { Ref: 'InternetGateway' },
      }),
      DependsOn: 'InternetAttachment',
    },
    InsideRoutes: resource('AWS::EC2::RouteTable', { VpcId: { Ref: 'Vpc' }, ...named('inside') }),
  };
}

function subnetResources(name: string, subnet: Subnet, named: Named): { readonly [name: string]: Resource } {
  const routes = internetTiers.includes(subnet.tier) ? 'InternetRoutes' : 'InsideRoutes';
  return {
    [name]: resource('AWS::EC2::Subnet', {
      VpcId: { Ref: 'Vpc' },
      CidrBlock: subnet.cidr,
      AvailabilityZone: { 'Fn::Select': [subnet.zone, { 'Fn::GetAZs': '' }] },
      MapPublicIpOnLaunch: false,
      ...named(`${subnet.tier}-${subnet.zone}`),
    }),
    [`${name}Routes`]: resource('AWS::EC2::SubnetRouteTableAssociation', {
      SubnetId: { Ref: name },
      RouteTableId: { Ref: routes },
    }),
  };
}

/** The account's end of a direct connection. */
function privateGateway(named: Named): { readonly [name: string]: Resource } {
  return {
    PrivateGateway: resource('AWS::EC2::VPNGateway', { Type: 'ipsec.1', ...named('private') }),
    PrivateAttachment: resource('AWS::EC2::VPCGatewayAttachment', {
      VpcId: { Ref: 'Vpc' },
      VpnGatewayId: { Ref: 'PrivateGateway' },
    }),
  };
}

function resource(Type: string, Properties: Resource['Properties']): Resource {
  return { Type, Properties };
}
