import { createHash } from 'node:crypto';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { TaskError } from '../../../asl/builder/task-error.ts';
import type { Account } from '../account.ts';
import { cloud, inCloud } from '../cloud.ts';
import type { Place } from '../cloud-credentials.ts';
import { accountSettings } from '../store/account-settings.ts';
import type { NetworkPlan } from './network-plan.ts';
import { networkTemplate } from './network-template.ts';

/** The stack of an account's network. Its name is the key of all that is done with it. */
const StackName = 'core-network';

export interface FoundNetwork {
  readonly status: 'IN_PROGRESS' | 'COMPLETE' | 'FAILED';
  /** As CloudFormation has it: `CREATE_COMPLETE`. */
  readonly stackStatus: string;
  readonly outputs: { readonly [name: string]: string };
  /** Of the template that it was made from. */
  readonly fingerprint: string | undefined;
}

/** Whether it had to be made. Rejects with StackFailed where there is one of another plan: people may live in it. */
export function ensureNetworkStack(account: Account, plan: NetworkPlan): Promise<'changed' | 'unchanged'> {
  return inCloud(async () => {
    const template = JSON.stringify(networkTemplate(plan, { ...account, ...accountSettings() }));
    const fingerprint = createHash('sha256').update(template).digest('hex');
    const isNew =
      (await findNetwork(account)) === undefined && (await create(account, { template, fingerprint }));
    if (isNew) return 'changed';
    if ((await findNetwork(account))?.fingerprint === fingerprint) return 'unchanged';
    throw new TaskError('StackFailed', `${StackName} was made from another plan than ${plan.block}.`);
  });
}

/** False where the stack is there by now: a request that has come twice. */
async function create(account: Account, stack: NewStack): Promise<boolean> {
  try {
    await client(account).send(createStack(account, stack));
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'AlreadyExistsException') return false;
    throw thrown;
  }
}

interface NewStack {
  readonly template: string;
  readonly fingerprint: string;
}

function createStack({ email }: Account, { template, fingerprint }: NewStack): CreateStackCommand {
  return new CreateStackCommand({
    StackName,
    TemplateBody: template,
    TimeoutInMinutes: 15,
    OnFailure: 'ROLLBACK',
    /** The same request that comes again is the same stack, not an error. */
    ClientRequestToken: `network-${fingerprint.slice(0, 32)}`,
    Tags: [
      { Key: 'fingerprint', Value: fingerprint },
      { Key: 'account', Value: email },
    ],
  });
}

export async function findNetwork(account: Account): Promise<FoundNetwork | undefined> {
  const stack = await client(account)
    .send(new DescribeStacksCommand({ StackName }))
    .then(({ Stacks }) => Stacks?.[0], unlessThereIsNone);
  return stack && foundNetwork(stack);
}

/** CloudFormation has no error name for it (API_DescribeStacks.html). */
function unlessThereIsNone(thrown: unknown): undefined {
  if (thrown instanceof Error && thrown.message.includes('does not exist')) return undefined;
  throw thrown;
}

function foundNetwork({ StackStatus: stackStatus, Outputs = [], Tags = [] }: Stack): FoundNetwork {
  return {
    status: statusOf(stackStatus ?? ''),
    stackStatus: stackStatus ?? '',
    outputs: Object.fromEntries(
      Outputs.map(({ OutputKey, OutputValue }) => [OutputKey ?? '', OutputValue ?? '']),
    ),
    fingerprint: Tags.find(({ Key }) => Key === 'fingerprint')?.Value,
  };
}

/** A stack that is being rolled back has failed already, but only then may it be deleted. */
function statusOf(stackStatus: string): FoundNetwork['status'] {
  if (stackStatus.endsWith('_IN_PROGRESS')) return 'IN_PROGRESS';
  return stackStatus === 'CREATE_COMPLETE' || stackStatus === 'UPDATE_COMPLETE' ? 'COMPLETE' : 'FAILED';
}

/** Deletes the stack, whatever it is; done again, it is no error. */
export async function deleteNetwork(place: Place): Promise<void> {
  await client(place).send(new DeleteStackCommand({ StackName }));
}

function client({ roleArns, region }: Place): CloudFormationClient {
  return cloud().client(CloudFormationClient, { roleArns, region });
}
