import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endpointOf } from '../../host/endpoints.ts';
import type { DevServer } from './dev-server.ts';
import { sampleFolder } from './photo-files.ts';
import { uploadPhoto } from './photo-storage.ts';

/** How to start another execution, ready to paste: a photo waits in the bucket for it. */
export async function nextSteps({ url, stateMachineArns, endpoints }: DevServer): Promise<string> {
  const image = await uploadPhoto(
    'waiting/harbour-at-dawn.jpg',
    await readFile(join(sampleFolder, 'harbour-at-dawn.jpg')),
  );
  const input = JSON.stringify(image);
  const arn = stateMachineArns.get('ImageRecognition');
  const isUsual = url === 'http://127.0.0.1:8083';
  return `\
A photo is waiting in the bucket. Start an execution of your own, three ways:

  npx stateyard start ImageRecognition --input '${input}'${isUsual ? '' : ` --endpoint ${url}`}

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

  npx stateyard list ImageRecognition${isUsual ? '' : ` --endpoint ${url}`}

Ctrl-C ends Stateyard.`;
}
