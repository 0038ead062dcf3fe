import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workflow } from '../../../asl/builder/workflow.ts';
import { imageRecognition } from '../../../workflows/image-recognition.ts';
import { endpointOf } from '../../host/endpoints.ts';
import { samplesOf } from '../samples.ts';
import type { DevServer } from './dev-server.ts';
import { sampleFolder } from './photo-files.ts';
import { uploadPhoto } from './photo-storage.ts';
import { sampleInput } from './sample-input.ts';

/** How to start executions, ready to paste. */
export async function nextSteps(server: DevServer, workflows: readonly Workflow[]): Promise<string> {
  const others = workflows.filter((workflow) => workflow !== imageRecognition);
  const steps = [
    ...(others.length > 0 ? [startingAny(server, others)] : []),
    ...(others.length < workflows.length ? [await startingWithPhoto(server)] : []),
  ];
  return `${steps.join('\n\n')}\n\nCtrl-C ends Stateyard.`;
}

/** With a sample of each workflow, or an input that fits its schema. */
function startingAny(server: DevServer, workflows: readonly Workflow[]): string {
  const commands = workflows.map((workflow) => `  ${startAny(server, workflow)}`);
  const [arn] = server.stateMachineArns.values();
  return `\
Start an execution:

${commands.join('\n')}

or by any SDK and the AWS CLI at ${server.url}, as ${arn}.`;
}

/** A photo waits in the bucket for it. */
async function startingWithPhoto(server: DevServer): Promise<string> {
  const { url, stateMachineArns, endpoints } = server;
  const image = await uploadPhoto(
    'waiting/harbour-at-dawn.jpg',
    await readFile(join(sampleFolder, 'harbour-at-dawn.jpg')),
  );
  const input = JSON.stringify(image);
  const arn = stateMachineArns.get(imageRecognition.name);
  return `\
A photo is waiting in the bucket. Start an execution of your own, three ways:

  ${startCommand(server, imageRecognition.name, image)}

  AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any \\
  aws stepfunctions start-execution --endpoint-url ${url} --region us-east-1 \\
    --state-machine-arn ${arn} \\
    --input '${input}'

  new SFNClient({ endpoint: '${url}', region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' } }).send(new StartExecutionCommand({
    stateMachineArn: '${arn}',
    input: '${input}' }))

The second one ends as DUPLICATE: a photo is worked on once. More photos go into
s3://${image.bucket} at ${endpointOf(endpoints, 's3')}; their ETag goes into the input.
Mocked cases: ImageRecognition#Unsafe, #Mild, #LabelsRefused in place of the name.

  npx stateyard list ImageRecognition${endpointFlag(url)}`;
}

function startAny(server: DevServer, { name, input }: Workflow): string {
  const [first, ...others] = samplesOf(name).map((sample) => sample.name);
  if (first === undefined) return startCommand(server, name, sampleInput(input));
  const command = `npx stateyard start ${name} --sample ${first}${endpointFlag(server.url)}`;
  return others.length === 0 ? command : `${command}\n    or ${others.join(', ')}`;
}

function startCommand({ url }: DevServer, name: string, input: unknown): string {
  return `npx stateyard start ${name} --input '${JSON.stringify(input)}'${endpointFlag(url)}`;
}

/** The usual one need not be said. */
function endpointFlag(url: string): string {
  return url === 'http://127.0.0.1:8083' ? '' : ` --endpoint ${url}`;
}
