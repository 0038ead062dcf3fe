import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../../../local/host/endpoints.ts';
import { isAws, ServiceClients } from '../../../../local/host/sdk/service-clients.ts';

/** A service of AWS itself, which is found but never called. */
function found(environment: Environment) {
  const url = 'https://sqs.eu-west-1.amazonaws.com';
  const warnings: string[] = [];
  const clients = new ServiceClients({
    endpoints: { byService: { sqs: url } },
    region: 'eu-west-1',
    environment,
    warn: (sentence) => warnings.push(sentence),
  });
  const operations = ['sendMessage', 'listQueues'].map((action) => clients.find('sqs', action));
  return { types: operations.map((operation) => typeof operation), warnings };
}

describe('AWS itself', () => {
  test.each(['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_WEB_IDENTITY_TOKEN_FILE'])(
    'is called with %s, and that is said once',
    (variable) => {
      expect(found({ [variable]: 'any' })).toEqual({
        types: ['object', 'object'],
        warnings: ['Tasks call AWS itself: sqs at https://sqs.eu-west-1.amazonaws.com'],
      });
    },
  );

  test('is not called without credentials', () => {
    expect(found({})).toEqual({ types: ['string', 'string'], warnings: [] });
  });

  test.each([
    ['https://sqs.eu-west-1.amazonaws.com', true],
    ['https://states.cn-north-1.amazonaws.com.cn', true],
    ['https://s3.dualstack.us-east-1.api.aws', true],
    ['http://127.0.0.1:4566', false],
    ['https://amazonaws.com.example.com', false],
  ])('%s is it: %s', (url, expected) => {
    expect(isAws(url)).toBe(expected);
  });
});
