import { describe, expect, test } from '@jest/globals';
import { answerOfAws, type AnsweredRequest } from '../../../../local/host/integrations/emulated-answer.ts';
import type { JsonObject } from '../../../../asl/json.ts';

const requestId = 'an-identifier-of-an-emulator-that-is-no-uuid-but-longer';

/** What an emulator in Python sends, after the body with spaces that it makes. */
const head = {
  status: 200,
  headers: [
    ['Server', 'Werkzeug/3.1.8 Python/3.11.7'],
    ['Date', 'Mon, 30 Nov 2026 02:49:47 GMT'],
    ['content-type', 'application/x-amz-json-1.0; charset=utf-8'],
    ['x-amzn-requestid', requestId],
    ['Content-Length', '109'],
    ['Access-Control-Allow-Origin', '*'],
    ['Connection', 'close'],
  ],
} as const;

function answered(request: Partial<AnsweredRequest>, output: JsonObject) {
  const given = { service: 'sqs', action: 'sendMessage', parameters: {}, ...request };
  const answer = answerOfAws(given, { output, head });
  return { output: answer.output, headers: Object.fromEntries(answer.head.headers) };
}

describe('the headers', () => {
  test('are those that AWS sends, with the length of its text', () => {
    const output = {
      MD5OfMessageBody: '49f68a5c8493ec2c0bf489821c21fc3b',
      MessageId: 'cb66b02b-5322-49f3-aa27-71c6bf260f83',
    };
    expect(answered({}, output).headers).toEqual({
      connection: 'keep-alive',
      'x-amzn-RequestId': requestId,
      'Content-Length': '106',
      Date: 'Mon, 30 Nov 2026 02:49:47 GMT',
      'Content-Type': 'application/x-amz-json-1.0',
    });
  });

  test('count the XML in which SNS answers', () => {
    const output = { MessageId: 'cb66b02b-5322-49f3-aa27-71c6bf260f83' };
    const { headers } = answered({ service: 'sns', action: 'publish' }, output);
    expect(headers['Content-Length']).toBe('294');
  });

  test('of DynamoDB have a checksum', () => {
    const { headers } = answered({ service: 'dynamodb', action: 'putItem' }, {});
    expect(headers).toMatchObject({
      Server: 'Server',
      Connection: 'keep-alive',
      'x-amz-crc32': '2745614147',
      'Content-Length': '2',
    });
  });
});

describe('the output', () => {
  const ConsumedCapacity = { TableName: 'orders', CapacityUnits: 0.5 };
  const updated = { Attributes: {}, ConsumedCapacity };

  test('has the consumed capacity only where it was asked for', () => {
    const request = { service: 'dynamodb', action: 'updateItem' };
    const asked = { ...request, parameters: { ReturnConsumedCapacity: 'TOTAL' } };
    expect(answered(request, updated).output).toEqual({ Attributes: {} });
    expect(answered(asked, updated).output).toEqual(updated);
  });

  test('of PutObject says what its checksum and its encryption are', () => {
    const request = { service: 's3', action: 'putObject' };
    expect(answered(request, { ETag: '"1"', ChecksumCRC32: 'K81oMA==' }).output).toEqual({
      ETag: '"1"',
      ChecksumCRC32: 'K81oMA==',
      ChecksumType: 'FULL_OBJECT',
      ServerSideEncryption: 'AES256',
    });
    expect(answered(request, { ServerSideEncryption: 'aws:kms' }).output).toEqual({
      ServerSideEncryption: 'aws:kms',
    });
  });
});
