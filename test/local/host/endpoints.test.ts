import { describe, expect, test } from '@jest/globals';
import { endpointOf, orElse, readEndpoints } from '../../../local/host/endpoints.ts';

describe('readEndpoints', () => {
  test('reads the variables of the SDKs', () => {
    const endpoints = readEndpoints({
      AWS_ENDPOINT_URL: 'http://all/',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: 'http://secrets',
      AWS_REGION: 'us-east-1',
    });
    expect(['secretsmanager', 's3'].map((service) => endpointOf(endpoints, service))).toEqual([
      'http://secrets',
      'http://all',
    ]);
  });

  test('reads the variables of Step Functions Local', () => {
    const endpoints = readEndpoints({
      LAMBDA_ENDPOINT: 'http://lambda',
      STEP_FUNCTIONS_ENDPOINT: 'http://states',
      SAGE_MAKER_ENDPOINT: 'http://sage',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://other',
    });
    expect(endpoints).toEqual({
      byService: { lambda: 'http://lambda', sfn: 'http://states', sagemaker: 'http://sage' },
    });
  });

  test('prefers the variable of the SDKs', () => {
    const endpoints = readEndpoints({ SQS_ENDPOINT: 'http://old', AWS_ENDPOINT_URL_SQS: 'http://new' });
    expect(endpointOf(endpoints, 'sqs')).toBe('http://new');
  });

  test.each(['junk', '127.0.0.1:4566', 'file:///etc/passwd'])('refuses %s as a URL', (LAMBDA_ENDPOINT) => {
    expect(() => readEndpoints({ LAMBDA_ENDPOINT })).toThrow(
      `LAMBDA_ENDPOINT must be a URL such as http://127.0.0.1:4566, not '${LAMBDA_ENDPOINT}'.`,
    );
  });

  test('knows nothing of an empty environment', () => {
    expect(endpointOf(readEndpoints({ AWS_ENDPOINT_URL: '' }), 'sqs')).toBeUndefined();
  });
});

describe('orElse', () => {
  const standIns = { byService: { s3: 'http://stand-in', sqs: 'http://stand-in' } };

  test('fills the gaps with stand-ins', () => {
    const endpoints = orElse(readEndpoints({ SQS_ENDPOINT: 'http://mine' }), standIns);
    expect(endpoints.byService).toEqual({ s3: 'http://stand-in', sqs: 'http://mine' });
  });

  test('leaves no gap when there is an endpoint for every service', () => {
    const endpoints = orElse(readEndpoints({ AWS_ENDPOINT_URL: 'http://all' }), standIns);
    expect(endpointOf(endpoints, 's3')).toBe('http://all');
  });
});
