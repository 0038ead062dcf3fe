import type { Workflow } from '../../../asl/builder/workflow.ts';
import { inputOf, samplesOf } from '../samples.ts';
import type { DevServer } from './dev-server.ts';
import { sampleInput } from './sample-input.ts';

/** How to start executions, ready to paste. */
export function nextSteps(server: DevServer, workflows: readonly Workflow[]): string {
  const commands = workflows.map((workflow) => `  ${startCommand(server, workflow)}`);
  const [first] = workflows;
  return `\
Start an execution:

${commands.join('\n')}

${first === undefined ? '' : otherClients(server, first)}
${server.triggers.map((told) => `${told}\n`).join('')}\
Ctrl-C ends Stateyard.`;
}

/** With a sample of the workflow, or an input that fits its schema. */
function startCommand({ url }: DevServer, { name, input }: Workflow): string {
  const [first, ...others] = samplesOf(name).map((sample) => sample.name);
  if (first === undefined) {
    return `npx stateyard start ${name} --input '${JSON.stringify(sampleInput(input))}'${endpointFlag(url)}`;
  }
  const command = `npx stateyard start ${name} --sample ${first}${endpointFlag(url)}`;
  return others.length === 0 ? command : `${command}\n    or ${others.join(', ')}`;
}

/** Any of them will do; these two are what most people have. */
function otherClients({ url, stateMachineArns }: DevServer, { name, input }: Workflow): string {
  const arn = stateMachineArns.get(name);
  const [sample] = samplesOf(name);
  const json = sample === undefined ? JSON.stringify(sampleInput(input)) : inputOf(sample);
  const quoted = json.replaceAll("'", String.raw`'\''`);
  return `\
The same by the AWS CLI, and by the SDK:

  AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any \\
  aws stepfunctions start-execution --endpoint-url ${url} --region us-east-1 \\
    --state-machine-arn ${arn} \\
    --input '${quoted}'

  new SFNClient({ endpoint: '${url}', region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' } }).send(new StartExecutionCommand({
    stateMachineArn: '${arn}',
    input: … }))

What has run:

  npx stateyard list ${name}${endpointFlag(url)}
`;
}

/** The usual one need not be said. */
function endpointFlag(url: string): string {
  return url === 'http://127.0.0.1:8083' ? '' : ` --endpoint ${url}`;
}
