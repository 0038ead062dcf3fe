import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListRolesCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Nobody, startNobody } from '../../../../local/host/stand-ins/nobody.ts';

let nobody: Nobody;
beforeAll(async () => {
  nobody = await startNobody();
});
afterAll(() => nobody.close());

const settings = () => ({
  endpoint: nobody.url,
  region: 'us-east-1',
  credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
});

test('says to clients that speak JSON what to configure', async () => {
  const client = new SecretsManagerClient(settings());
  await expect(client.send(new GetSecretValueCommand({ SecretId: 'key' }))).rejects.toMatchObject({
    name: 'NoEndpointException',
    message: expect.stringMatching(/^Nothing .* the service secretsmanager\. Set its AWS_ENDPOINT_URL_/),
  });
});

test('says it to clients that speak XML', async () => {
  const client = new IAMClient(settings());
  await expect(client.send(new ListRolesCommand({}))).rejects.toMatchObject({
    name: 'NoEndpointException',
    message: expect.stringMatching(/^Nothing .* the service iam\./),
  });
});
