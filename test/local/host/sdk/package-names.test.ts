import { expect, test } from '@jest/globals';
import { clientPackageName, matchesService } from '../../../../local/host/sdk/package-names.ts';

test.each([
  ['secretsmanager', '@aws-sdk/client-secrets-manager'],
  ['config', '@aws-sdk/client-config-service'],
  ['cognitoidentityprovider', '@aws-sdk/client-cognito-identity-provider'],
  ['sqs', '@aws-sdk/client-sqs'],
])('names the package of %s', (service, expected) => {
  expect(clientPackageName(service)).toBe(expected);
});

test('does not take one service for another', () => {
  expect(matchesService('cloudwatch-logs', 'cloudwatch')).toBe(false);
});
