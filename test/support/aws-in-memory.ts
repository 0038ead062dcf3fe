/** As much of AWS as accounts are made of, in memory: operations by the name of their command. */

interface Role {
  trust: string;
  readonly attached: Set<string>;
  readonly inline: Map<string, string>;
}

interface Recorder {
  recorder?: object;
  channel?: object;
  isRecording: boolean;
}

export interface AwsAccount {
  readonly id: string;
  readonly email: string;
  readonly tags: readonly Tag[];
  parent: string;
  readonly policies: Set<string>;
  alias: string | undefined;
  readonly roles: Map<string, Role>;
  passwordPolicy: object | undefined;
  hasConfigRole: boolean;
  trail: object | undefined;
  isTrailLogging: boolean;
  readonly config: Map<string, Recorder>;
  /** Regions that still have theirs. */
  readonly defaultVpcs: Set<string>;
  stack: { readonly template: Template; readonly tags: readonly Tag[]; status: string } | undefined;
}

type Tag = { readonly Key: string; readonly Value: string };
type Template = {
  readonly Outputs: object;
  readonly Resources: { readonly Vpc: { readonly Properties: { readonly CidrBlock: string } } };
};
type Creation = {
  readonly Id: string;
  readonly AccountName: string;
  State: string;
  AccountId?: string;
  FailureReason?: string;
};
type Interface = {
  readonly virtualInterfaceId: string;
  readonly vlan: number;
  readonly ownerAccount: string;
  readonly connectionId: string;
  virtualInterfaceState: string;
};

export interface Asked {
  readonly accountId: string;
  readonly region: string;
}

/** Fields of a request, by name; the test's cloud believes that they are what the SDK's types say. */
interface Input {
  readonly AccountAlias: string;
  readonly AccountId: string;
  readonly AccountName: string;
  readonly AssumeRolePolicyDocument: string;
  readonly ChildId: string;
  readonly ConfigurationRecorder: object;
  readonly CreateAccountRequestId: string;
  readonly DeliveryChannel: object;
  readonly DestinationParentId: string;
  readonly Email: string;
  readonly EnableLogFileValidation: boolean;
  readonly PolicyArn: string;
  readonly PolicyDocument: string;
  readonly PolicyId: string;
  readonly PolicyName: string;
  readonly ResourceId: string;
  readonly RoleName: string;
  readonly States: readonly string[];
  readonly Tags: readonly Tag[];
  readonly TargetId: string;
  readonly TemplateBody: string;
  readonly connectionId: string;
  readonly newPrivateVirtualInterfaceAllocation: { readonly vlan: number };
  readonly ownerAccount: string;
  readonly virtualInterfaceId: string;
}
type Operation = (aws: AwsInMemory, input: Input, asked: Asked) => object;

export const regions = ['eu-central-1', 'us-east-1'];

export class AwsInMemory {
  readonly accounts = new Map<string, AwsAccount>();
  readonly creations = new Map<string, Creation>();
  readonly interfaces: Interface[] = [];
  /** How often a creation says IN_PROGRESS before it ends. */
  patience = 1;
  /** What stacks become. */
  stackEnd = 'CREATE_COMPLETE';

  answer(command: string, input: object, asked: Asked): object {
    const operation = operations[command];
    if (operation === undefined) throw new Error(`The cloud in memory does not know ${command}.`);
    return operation(this, input as Input, asked);
  }

  account(id: string): AwsAccount {
    return this.accounts.get(id) ?? refuse('AccessDenied');
  }
}

/** Each as far as the tasks use it. */
const operations: { readonly [command: string]: Operation } = {
  ...organizations(),
  ...iam(),
  ...trailAndConfig(),
  ...network(),
};

function organizations(): { readonly [command: string]: Operation } {
  return {
    CreateAccountCommand: (aws, { Email, AccountName, Tags }) => ({
      CreateAccountStatus: create(aws, Email, AccountName, Tags),
    }),
    DescribeCreateAccountStatusCommand: (aws, { CreateAccountRequestId: id }) => {
      const creation = aws.creations.get(id) ?? refuse('CreateAccountStatusNotFoundException');
      if (aws.patience > 0) aws.patience -= 1;
      else if (creation.State === 'IN_PROGRESS') creation.State = 'SUCCEEDED';
      return { CreateAccountStatus: { ...creation } };
    },
    ListCreateAccountStatusCommand: (aws, { States }) => ({
      CreateAccountStatuses: [...aws.creations.values()].filter(({ State }) => States.includes(State)),
    }),
    ListAccountsCommand: (aws) => ({
      Accounts: [...aws.accounts.values()].map(({ id, email }) => ({ Id: id, Email: email })),
    }),
    ListTagsForResourceCommand: (aws, { ResourceId }) => ({ Tags: aws.account(ResourceId).tags }),
    ListParentsCommand: (aws, { ChildId }) => ({ Parents: [{ Id: aws.account(ChildId).parent }] }),
    MoveAccountCommand: (aws, { AccountId, DestinationParentId }) => {
      aws.account(AccountId).parent = DestinationParentId;
      return {};
    },
    AttachPolicyCommand: (aws, { PolicyId, TargetId }) => {
      const { policies } = aws.account(TargetId);
      if (policies.has(PolicyId)) refuse('DuplicatePolicyAttachmentException');
      policies.add(PolicyId);
      return {};
    },
  };
}

function create(aws: AwsInMemory, email: string, AccountName: string, tags: readonly Tag[]): Creation {
  const Id = `car-${aws.creations.size + 1}`;
  const isTaken = [...aws.accounts.values()].some((account) => account.email === email);
  const AccountId = String(444455556666 + aws.accounts.size);
  const creation: Creation = isTaken
    ? { Id, AccountName, State: 'FAILED', FailureReason: 'EMAIL_ALREADY_EXISTS' }
    : { Id, AccountName, State: 'IN_PROGRESS', AccountId };
  aws.creations.set(Id, creation);
  if (!isTaken) aws.accounts.set(AccountId, newAccount(AccountId, email, tags));
  return { ...creation };
}

function newAccount(id: string, email: string, tags: readonly Tag[] = []): AwsAccount {
  return {
    id,
    email,
    tags,
    parent: 'r-root',
    policies: new Set(),
    alias: undefined,
    roles: new Map(),
    passwordPolicy: undefined,
    hasConfigRole: false,
    trail: undefined,
    isTrailLogging: false,
    config: new Map(),
    defaultVpcs: new Set(regions),
    stack: undefined,
  };
}

function iam(): { readonly [command: string]: Operation } {
  const role = (aws: AwsInMemory, { accountId }: Asked, name: string) =>
    aws.account(accountId).roles.get(name) ?? refuse('NoSuchEntityException');
  return {
    GetCallerIdentityCommand: (aws, _input, { accountId }) => ({ Account: aws.account(accountId).id }),
    ListAccountAliasesCommand: (aws, _input, { accountId }) => ({
      AccountAliases: present(aws.account(accountId).alias),
    }),
    CreateAccountAliasCommand: (aws, { AccountAlias }, { accountId }) => {
      aws.account(accountId).alias = AccountAlias;
      return {};
    },
    GetRoleCommand: (aws, { RoleName }, asked) => ({
      Role: { AssumeRolePolicyDocument: encodeURIComponent(role(aws, asked, RoleName).trust) },
    }),
    CreateRoleCommand: (aws, { RoleName, AssumeRolePolicyDocument: trust }, { accountId }) => {
      const { roles } = aws.account(accountId);
      if (roles.has(RoleName)) refuse('EntityAlreadyExistsException');
      roles.set(RoleName, { trust, attached: new Set(), inline: new Map() });
      return {};
    },
    ListAttachedRolePoliciesCommand: (aws, { RoleName }, asked) => ({
      AttachedPolicies: [...role(aws, asked, RoleName).attached].map((PolicyArn) => ({ PolicyArn })),
    }),
    AttachRolePolicyCommand: (aws, { RoleName, PolicyArn }, asked) =>
      role(aws, asked, RoleName).attached.add(PolicyArn),
    GetRolePolicyCommand: (aws, { RoleName, PolicyName }, asked) => {
      const document = role(aws, asked, RoleName).inline.get(PolicyName) ?? refuse('NoSuchEntityException');
      return { PolicyDocument: encodeURIComponent(document) };
    },
    PutRolePolicyCommand: (aws, { RoleName, PolicyName, PolicyDocument }, asked) =>
      role(aws, asked, RoleName).inline.set(PolicyName, PolicyDocument),
    GetAccountPasswordPolicyCommand: (aws, _input, { accountId }) => ({
      PasswordPolicy: aws.account(accountId).passwordPolicy ?? refuse('NoSuchEntityException'),
    }),
    UpdateAccountPasswordPolicyCommand: (aws, input, { accountId }) => {
      aws.account(accountId).passwordPolicy = input;
      return {};
    },
    ListRolesCommand: (aws, _input, { accountId }) => ({
      Roles: present(aws.account(accountId).hasConfigRole || undefined),
    }),
    CreateServiceLinkedRoleCommand: (aws, _input, { accountId }) => {
      aws.account(accountId).hasConfigRole = true;
      return {};
    },
  };
}

function trailAndConfig(): { readonly [command: string]: Operation } {
  const recorder = (aws: AwsInMemory, { accountId, region }: Asked): Recorder => {
    const { config } = aws.account(accountId);
    const found = config.get(region) ?? { isRecording: false };
    config.set(region, found);
    return found;
  };
  const putTrail: Operation = (aws, { EnableLogFileValidation, ...trail }, { accountId }) => {
    aws.account(accountId).trail = { ...trail, LogFileValidationEnabled: EnableLogFileValidation };
    return {};
  };
  return {
    DescribeTrailsCommand: (aws, _input, { accountId }) => ({
      trailList: present(aws.account(accountId).trail),
    }),
    GetTrailStatusCommand: (aws, _input, { accountId }) => ({
      IsLogging: aws.account(accountId).isTrailLogging,
    }),
    CreateTrailCommand: putTrail,
    UpdateTrailCommand: putTrail,
    StartLoggingCommand: (aws, _input, { accountId }) => {
      aws.account(accountId).isTrailLogging = true;
      return {};
    },
    DescribeConfigurationRecordersCommand: (aws, _input, asked) => ({
      ConfigurationRecorders: present(recorder(aws, asked).recorder),
    }),
    DescribeDeliveryChannelsCommand: (aws, _input, asked) => ({
      DeliveryChannels: present(recorder(aws, asked).channel),
    }),
    DescribeConfigurationRecorderStatusCommand: (aws, _input, asked) => ({
      ConfigurationRecordersStatus: [{ recording: recorder(aws, asked).isRecording }],
    }),
    PutConfigurationRecorderCommand: (aws, { ConfigurationRecorder }, asked) =>
      Object.assign(recorder(aws, asked), { recorder: ConfigurationRecorder }),
    PutDeliveryChannelCommand: (aws, { DeliveryChannel }, asked) => {
      if (recorder(aws, asked).recorder === undefined) refuse('NoAvailableConfigurationRecorderException');
      return Object.assign(recorder(aws, asked), { channel: DeliveryChannel });
    },
    StartConfigurationRecorderCommand: (aws, _input, asked) => {
      if (recorder(aws, asked).channel === undefined) refuse('NoAvailableDeliveryChannelException');
      return Object.assign(recorder(aws, asked), { isRecording: true });
    },
  };
}

function network(): { readonly [command: string]: Operation } {
  const core = { regions };
  return {
    DescribeRegionsCommand: () => ({ Regions: core.regions.map((RegionName) => ({ RegionName })) }),
    DescribeVpcsCommand: (aws, _input, { accountId, region }) => ({
      Vpcs: aws.account(accountId).defaultVpcs.has(region) ? [{ VpcId: `vpc-${region}` }] : [],
    }),
    DescribeInternetGatewaysCommand: () => ({ InternetGateways: [] }),
    DescribeSubnetsCommand: () => ({ Subnets: [] }),
    DeleteVpcCommand: (aws, _input, { accountId, region }) => {
      if (!aws.account(accountId).defaultVpcs.delete(region)) refuse('InvalidVpcID.NotFound');
      return {};
    },
    DescribeStacksCommand: (aws, _input, { accountId }) => {
      const { stack } = aws.account(accountId);
      if (stack === undefined)
        throw namedError('ValidationError', 'Stack with id core-network does not exist');
      const described = { StackStatus: stack.status, Tags: stack.tags, Outputs: outputsOf(stack.template) };
      if (stack.status === 'CREATE_IN_PROGRESS') stack.status = aws.stackEnd;
      return { Stacks: [described] };
    },
    CreateStackCommand: (aws, { TemplateBody, Tags }, { accountId }) => {
      const account = aws.account(accountId);
      if (account.stack) refuse('AlreadyExistsException');
      account.stack = { template: JSON.parse(TemplateBody), tags: Tags, status: 'CREATE_IN_PROGRESS' };
      return {};
    },
    DeleteStackCommand: (aws, _input, { accountId }) => {
      aws.account(accountId).stack = undefined;
      return {};
    },
    ...directConnect(),
  };
}

function directConnect(): { readonly [command: string]: Operation } {
  const find = (aws: AwsInMemory, id: string) =>
    aws.interfaces.find((one) => one.virtualInterfaceId === id) ?? refuse('DirectConnectClientException');
  return {
    DescribeVirtualInterfacesCommand: (aws, { connectionId }) => ({
      virtualInterfaces: aws.interfaces
        .filter((one) => one.connectionId === connectionId)
        .map((one) => ({ ...one })),
    }),
    AllocatePrivateVirtualInterfaceCommand: (
      aws,
      { connectionId, ownerAccount, newPrivateVirtualInterfaceAllocation: { vlan } },
    ) => {
      if (isVlanTaken(aws, connectionId, vlan)) refuse('DirectConnectClientException');
      const virtualInterfaceId = `dxvif-${aws.interfaces.length + 1}`;
      aws.interfaces.push({
        virtualInterfaceId,
        vlan,
        ownerAccount,
        connectionId,
        virtualInterfaceState: 'confirming',
      });
      return {};
    },
    ConfirmPrivateVirtualInterfaceCommand: (aws, { virtualInterfaceId }) =>
      Object.assign(find(aws, virtualInterfaceId), { virtualInterfaceState: 'pending' }),
    DeleteVirtualInterfaceCommand: (aws, { virtualInterfaceId }) =>
      Object.assign(find(aws, virtualInterfaceId), { virtualInterfaceState: 'deleted' }),
  };
}

function isVlanTaken({ interfaces }: AwsInMemory, connectionId: string, vlan: number): boolean {
  return interfaces.some(
    (one) =>
      one.connectionId === connectionId && one.vlan === vlan && one.virtualInterfaceState !== 'deleted',
  );
}

function outputsOf({ Outputs }: Template) {
  return Object.keys(Outputs).map((OutputKey) => ({ OutputKey, OutputValue: `id-of-${OutputKey}` }));
}

function present<Value>(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}

function refuse(name: string): never {
  throw namedError(name, name);
}

function namedError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: 400 } });
}
