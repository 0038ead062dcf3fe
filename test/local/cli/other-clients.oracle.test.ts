import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RunningServer } from '../../../local/cli/serve.ts';
import { passDefinition, roleArn } from '../../support/api.ts';
import { run } from '../../support/run.ts';
import { served } from '../../support/served.ts';

/** Clients that are not ours and not JavaScript's: whoever has them installed finds out whether they work. */
let server: RunningServer;

beforeAll(async () => {
  server = await served();
});

afterAll(() => server.close());

const environment = {
  AWS_ACCESS_KEY_ID: 'any',
  AWS_SECRET_ACCESS_KEY: 'any',
  AWS_DEFAULT_REGION: 'us-east-1',
};

function testWhere(found: boolean, what: string): typeof test.skip {
  if (!found) process.stdout.write(`skipped: ${what} is not installed\n`);
  return found ? test : test.skip;
}

const hasAwsCli = spawnSync('aws', ['--version']).status === 0;
const hasBoto3 = spawnSync('python3', ['-c', 'import boto3']).status === 0;

testWhere(hasAwsCli, 'the AWS CLI')(
  'the AWS CLI creates, starts and describes',
  async () => {
    const aws = async (...given: string[]) => {
      const common = ['--endpoint-url', server.url, '--output', 'json'];
      const { code, stdout, stderr } = await run('aws', ['stepfunctions', ...given, ...common], {
        environment,
      });
      expect([code, stderr.trim()]).toEqual([0, '']);
      return JSON.parse(stdout) as { readonly [member: string]: string };
    };
    const created = await aws(
      'create-state-machine',
      '--name',
      'FromCli',
      '--definition',
      passDefinition,
      '--role-arn',
      roleArn,
    );
    const arn = created['stateMachineArn'] ?? '';
    const started = await aws('start-execution', '--state-machine-arn', arn, '--input', '{"a": 1}');
    const described = await aws('describe-execution', '--execution-arn', started['executionArn'] ?? '');
    expect(described).toMatchObject({ status: 'SUCCEEDED', output: '{"greeting":"hello"}' });
    expect(described['stopDate']).toBeGreaterThanOrEqual(Number(described['startDate']));
  },
  60_000,
);

testWhere(hasBoto3, 'boto3')(
  'boto3 reads the history and meets its own exceptions',
  async () => {
    const script = `
import boto3, json, sys
client = boto3.client('stepfunctions', endpoint_url=sys.argv[1])
arn = client.create_state_machine(name='FromBoto', definition=sys.argv[2], roleArn=sys.argv[3])['stateMachineArn']
execution = client.start_execution(stateMachineArn=arn, name='one')
history = client.get_execution_history(executionArn=execution['executionArn'])['events']
try:
    client.start_execution(stateMachineArn=arn, name='one')
except client.exceptions.ExecutionAlreadyExists as refused:
    message = refused.response['Error']['Message']
print(json.dumps({'types': [event['type'] for event in history], 'message': message,
                  'year': history[0]['timestamp'].year}))
`;
    const given = ['-c', script, server.url, passDefinition, roleArn];
    const { stdout, stderr } = await run('python3', given, { environment });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      types: ['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'],
      message: expect.stringMatching(/^Execution Already Exists: 'arn:aws:states:.*:FromBoto:one'$/),
      year: expect.any(Number),
    });
  },
  60_000,
);
