import {
  DeleteInternetGatewayCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeInternetGatewaysCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  DetachInternetGatewayCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import type { Account } from '../account.ts';
import { cloud } from '../cloud.ts';
import type { Change } from '../part.ts';

/** A network that nobody has planned, in every region of every new account. */
export interface FoundDefaultVpc {
  readonly vpcId: string;
  readonly gatewayIds: readonly string[];
  readonly subnetIds: readonly string[];
}

/** What is missing in one region, which is that its default VPC goes. */
export async function defaultVpcMissing(account: Account, region: string): Promise<readonly Change[]> {
  return defaultVpcChanges(region, await readDefaultVpc(account, region));
}

async function readDefaultVpc({ roleArns }: Account, region: string): Promise<FoundDefaultVpc | undefined> {
  const client = cloud().client(EC2Client, { roleArns, region });
  const { Vpcs: [vpc] = [] } = await client.send(
    new DescribeVpcsCommand({ Filters: [filter('is-default', 'true')] }),
  );
  const vpcId = vpc?.VpcId;
  if (vpcId === undefined) return undefined;
  const { InternetGateways: gateways = [] } = await client.send(
    new DescribeInternetGatewaysCommand({ Filters: [filter('attachment.vpc-id', vpcId)] }),
  );
  const { Subnets: subnets = [] } = await client.send(
    new DescribeSubnetsCommand({ Filters: [filter('vpc-id', vpcId)] }),
  );
  return {
    vpcId,
    gatewayIds: gateways.map(({ InternetGatewayId: id }) => id ?? ''),
    subnetIds: subnets.map(({ SubnetId: id }) => id ?? ''),
  };
}

function filter(Name: string, value: string) {
  return { Name, Values: [value] };
}

/** Pure. A VPC that something runs in refuses to go (DependencyViolation), and the part fails: somebody uses it. */
export function defaultVpcChanges(region: string, found: FoundDefaultVpc | undefined): readonly Change[] {
  if (found === undefined) return [];
  const { vpcId: VpcId, gatewayIds, subnetIds } = found;
  const change = (says: string, command: object): Change => {
    return { says: `${says} in ${region}`, client: EC2Client, command, region };
  };
  return [
    ...gatewayIds.flatMap((InternetGatewayId) => [
      change(`Detach ${InternetGatewayId}`, new DetachInternetGatewayCommand({ InternetGatewayId, VpcId })),
      change(`Delete ${InternetGatewayId}`, new DeleteInternetGatewayCommand({ InternetGatewayId })),
    ]),
    ...subnetIds.map((SubnetId) => change(`Delete ${SubnetId}`, new DeleteSubnetCommand({ SubnetId }))),
    change(`Delete the default VPC ${VpcId}`, new DeleteVpcCommand({ VpcId })),
  ];
}
