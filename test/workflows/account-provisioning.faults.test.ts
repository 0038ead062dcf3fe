import { DescribeCreateAccountStatusCommand } from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { env } from 'node:process';
import '../../local/testing/jest.ts';
import type { Task } from '../../asl/builder/define-task.ts';
import type { TaskDefinition } from '../../asl/builder/task-definition.ts';
import { findSample } from '../../local/cli/samples.ts';
import {
  crashAfterEffect,
  defineFault,
  double,
  type Exploration,
  explore,
  type Invariants,
  runWorkflow,
  stoppedExecution,
  throttlingThatEnds,
  type WorkflowRun,
} from '../../local/testing/index.ts';
import { AccountRequest } from '../../tasks/account/account-request.ts';
import type { AccountResult } from '../../tasks/account/account-report.ts';
import { roleCatalogue } from '../../tasks/account/baseline/role-catalogue.ts';
import { closeAbandonedRequest } from '../../tasks/account/close-abandoned-request.ts';
import { moveTo } from '../../tasks/account/cloud.ts';
import { hasAccount } from '../../tasks/account/store/account-table.ts';
import { accountProvisioning } from '../../workflows/account-provisioning.ts';
import { companySettings } from '../../workflows/samples/company-settings.ts';
import { type AwsAccount, regions } from '../support/aws-in-memory.ts';
import { CloudInMemory } from '../support/cloud-in-memory.ts';

/** Every fault at every task of account provisioning, whose tasks run their own code in a cloud in memory. */

const sample = (name: string) =>
  AccountRequest.parse(JSON.parse(findSample('AccountProvisioning', name).input));
const wanted = sample('direct-connect');
const email = 'aws.research.radiodish.dev@accounts.example.com';
const payer = companySettings.payers['main'];

/** By a dead letter. */
const operatorsKnow = new WeakSet<CloudInMemory>();
const isTold = ({ error }: WorkflowRun, cloud: CloudInMemory) =>
  error === 'CompensationIncomplete' || operatorsKnow.has(cloud);

const accountsOf = ({ aws }: CloudInMemory) =>
  [...aws.accounts.values()].filter((one) => one.email === email);
const rowOf = ({ rows }: CloudInMemory) => rows.get(email);
const linesOf = ({ aws }: CloudInMemory) =>
  aws.interfaces.filter(({ virtualInterfaceState }) => virtualInterfaceState !== 'deleted');

function isShutAway({ parent, policies, stack }: AwsAccount): boolean {
  return parent === payer?.suspendedUnit && policies.has(payer.denyPolicyId) && stack === undefined;
}

function isFurnished({ roles, isTrailLogging, config, defaultVpcs, stack, parent }: AwsAccount): boolean {
  return (
    roles.size === roleCatalogue.length &&
    isTrailLogging &&
    [...config.values()].filter(({ isRecording }) => isRecording).length === regions.length &&
    defaultVpcs.size === 0 &&
    stack?.status === 'CREATE_COMPLETE' &&
    parent === payer?.units['dev']
  );
}

const invariants: Invariants<CloudInMemory> = {
  'there is one account at most': (_run, cloud) => accountsOf(cloud).length <= 1,
  'no lease outlives its account, or it expires, or an operator knows': (run, cloud) =>
    cloud.held.every(({ expiresAt }) => hasAccount(rowOf(cloud)) || expiresAt !== undefined) ||
    isTold(run, cloud),
  'a network that is in use has its addresses': (_run, cloud) =>
    accountsOf(cloud).every(
      (account) =>
        account.stack === undefined ||
        isShutAway({ ...account, stack: undefined }) ||
        cloud.held.some(({ holder, pool }) => holder === email && pool === 'block-23'),
    ),
  'nobody is at work on it any more, or an operator knows': (run, cloud) =>
    rowOf(cloud)?.busyUntil === undefined || isTold(run, cloud),
  'READY means that everything is there': ({ status, output }, cloud) => {
    if (status !== 'SUCCEEDED' || (output as AccountResult).status !== 'READY') return true;
    return accountsOf(cloud).every(isFurnished) && linesOf(cloud).length === 2;
  },
  'DEGRADED says what has failed': ({ status, output }) => {
    if (status !== 'SUCCEEDED') return true;
    const { status: told, parts } = output as AccountResult;
    return (told === 'DEGRADED') === Object.values(parts).some(({ outcome }) => outcome === 'failed');
  },
  'the answer is what the table says': ({ status, output }, cloud) => {
    const row = rowOf(cloud);
    if (status === 'SUCCEEDED') expect(row?.report).toEqual(output);
    return (
      status === 'SUCCEEDED' || row === undefined || row.status !== 'RESERVED' || row.busyUntil !== undefined
    );
  },
  'an account that is given up is shut away, or the cause says what was not done': (
    { status, cause },
    cloud,
  ) =>
    status === 'SUCCEEDED' ||
    rowOf(cloud)?.status !== 'QUARANTINED' ||
    accountsOf(cloud).every(isShutAway) ||
    (cause ?? '').includes(':false'),
  'no line is left that nobody has confirmed, or the part has failed': ({ status, output }, cloud) =>
    linesOf(cloud).every(({ virtualInterfaceState }) => virtualInterfaceState === 'pending') ||
    status !== 'SUCCEEDED' ||
    (output as AccountResult).parts.directConnect.outcome === 'failed',
};

/** The stack's rule for executions that did not succeed; what its function fails with goes to its dead-letter queue. */
async function closeAbandoned({ status, executionArn, input }: WorkflowRun, cloud: CloudInMemory) {
  if (status === 'SUCCEEDED' || status === 'RUNNING') return;
  const detail = { executionArn, input: JSON.stringify(input) };
  await closeAbandonedRequest({ detail }).catch(() => operatorsKnow.add(cloud));
}

const isTask = (task: TaskDefinition): task is Task => typeof task === 'function';

const bindings = ({ aws }: CloudInMemory) => [
  ...accountProvisioning.tasks.filter(isTask),
  double(DescribeCreateAccountStatusCommand, (input) =>
    aws.answer('DescribeCreateAccountStatusCommand', input, { accountId: '', region: '' }),
  ),
];

function newCloud(now?: () => number): CloudInMemory {
  const cloud = new CloudInMemory(now);
  moveTo(cloud);
  return cloud;
}

const exploration: Exploration<AccountRequest, CloudInMemory> = {
  inputs: [wanted],
  world: ({ now }) => newCloud(now),
  tasks: bindings,
  afterwards: closeAbandoned,
  invariants,
};

const summaries: string[] = [];
beforeAll(() => {
  env['ACCOUNT_SETTINGS'] = JSON.stringify(companySettings);
});
afterAll(() => {
  moveTo();
  delete env['ACCOUNT_SETTINGS'];
  process.stdout.write(`${summaries.join('\n')}\n`);
});

async function explored(settings: Partial<Exploration<AccountRequest, CloudInMemory>>) {
  const report = await explore(accountProvisioning, { ...exploration, ...settings });
  summaries.push(report.summary);
  return report;
}

test('holds under every fault', async () => {
  expect(await explored({})).toHold();
});

test('holds in JSONPath too', async () => {
  expect(await explored({ queryLanguage: 'JSONPath', faults: [crashAfterEffect] })).toHold();
});

test('holds when somebody stops it', async () => {
  expect(await explored({ faults: [stoppedExecution] })).toHold();
});

/** Neither finds what the other is about to make. */
const sideBySide = defineFault('is delivered twice at a time', async (_attempt, invoke) => {
  const [, second] = await Promise.all([invoke(), invoke()]);
  return second;
});

test('holds when a request arrives twice at a time', async () => {
  expect(await explored({ faults: [sideBySide] })).toHold();
});

test('holds when CloudFormation rolls the network back', async () => {
  const world: typeof exploration.world = ({ now }) => {
    const cloud = newCloud(now);
    cloud.aws.stackEnd = 'ROLLBACK_COMPLETE';
    return cloud;
  };
  const released = (_run: WorkflowRun, { held }: CloudInMemory) =>
    held.every(({ pool }) => pool !== 'block-23');
  const report = await explored({
    world,
    faults: [throttlingThatEnds],
    invariants: { ...invariants, 'the block is free again': released },
  });
  expect(report).toHold();
});

test('is made whole by the same request, whatever has cut it off', async () => {
  const whole = new WeakMap<CloudInMemory, WorkflowRun>();
  const report = await explored({
    faults: [stoppedExecution],
    afterwards: async (run, cloud) => {
      await closeAbandoned(run, cloud);
      moveTo(cloud);
      whole.set(cloud, await runWorkflow(accountProvisioning, wanted, { tasks: bindings(cloud) }));
    },
    invariants: {
      'the second run makes it READY': (_run, cloud) =>
        (whole.get(cloud)?.output as AccountResult | undefined)?.status === 'READY' &&
        accountsOf(cloud).every(isFurnished),
      'there is one account at most': invariants['there is one account at most'] as never,
    },
  });
  expect(report).toHold();
});

test('changes nothing the second time', async () => {
  const cloud = newCloud();
  const once = async () => {
    const { output } = await runWorkflow(accountProvisioning, wanted, { tasks: bindings(cloud) });
    return Object.values((output as AccountResult).parts).map(({ outcome }) => outcome);
  };
  expect(new Set(await once())).toEqual(new Set(['changed']));
  expect(new Set(await once())).toEqual(new Set(['unchanged']));
  expect(accountsOf(cloud)).toHaveLength(1);
});

test('would stay busy without the rule for executions that failed', async () => {
  const report = await explored({ faults: [stoppedExecution], afterwards: () => {} });
  expect(report.smallest?.broken?.invariant).toBe('nobody is at work on it any more, or an operator knows');
});
