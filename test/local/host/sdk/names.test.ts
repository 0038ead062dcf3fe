import { describe, expect, test } from '@jest/globals';
import { javaClassName, javaExceptionName, javaMemberName } from '../../../../local/host/sdk/names.ts';

describe('javaMemberName', () => {
  test.each([
    ['stateMachineArn', 'StateMachineArn'],
    ['TableName', 'TableName'],
    ['ETag', 'ETag'],
    ['ChecksumCRC32', 'ChecksumCRC32'],
    ['MD5OfMessageBody', 'Md5OfMessageBody'],
    ['SSEKMSKeyId', 'SsekmsKeyId'],
    ['ACL', 'Acl'],
    ['BOOL', 'Bool'],
    ['NULL', 'Nul'],
    ['S', 'S'],
  ])('spells %s as %s', (apiName, name) => {
    expect(javaMemberName(apiName)).toBe(name);
  });
});

describe('javaClassName', () => {
  test.each([
    ['DynamoDB', 'DynamoDb'],
    ['Secrets Manager', 'SecretsManager'],
    ['SFN', 'Sfn'],
    ['S3', 'S3'],
    ['ACM PCA', 'AcmPca'],
    ['Route 53', 'Route53'],
  ])('spells the service %s as %s', (serviceId, name) => {
    expect(javaClassName(serviceId)).toBe(name);
  });
});

describe('javaExceptionName', () => {
  test.each([
    ['NoSuchBucket', 'NoSuchBucketException'],
    ['ResourceNotFoundException', 'ResourceNotFoundException'],
    ['AWSOrganizationsNotInUseException', 'AwsOrganizationsNotInUseException'],
    ['KMSDisabledException', 'KmsDisabledException'],
    ['InvalidParameterFault', 'InvalidParameterException'],
  ])('spells the error %s as %s', (error, name) => {
    expect(javaExceptionName(error)).toBe(name);
  });
});
