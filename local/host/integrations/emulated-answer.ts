import { crc32 } from 'node:zlib';
import type { JsonObject } from '../../../asl/json.ts';
import { header, requestIdOf, type ResponseHead } from '../response-metadata.ts';

/** What a service has answered, before an integration makes the task's result of it. */
export interface ServiceReply {
  readonly output: JsonObject;
  readonly head: ResponseHead;
}

/** The request that was answered; `action` as resources name it: `putObject`. */
export interface AnsweredRequest {
  readonly service: string;
  readonly action: string;
  readonly parameters: JsonObject;
}

/**
 * What AWS would have answered where an emulator did. Workflows see two differences: the response's headers, which are
 * those of the emulator's web server, and members that AWS always or never answers.
 */
export function answerOfAws(request: AnsweredRequest, { output, head }: ServiceReply): ServiceReply {
  const { service, action, parameters } = request;
  const correct = corrections[`${service}:${action}`] ?? corrections[service];
  const corrected = correct?.(output, parameters) ?? output;
  return { output: corrected, head: headOfAws(service, corrected, head) };
}

const corrections: {
  readonly [operation: string]: (output: JsonObject, parameters: JsonObject) => JsonObject;
} = {
  dynamodb: withoutUnaskedCapacity,
  's3:getObject': (output) => ({ ...encryptedByDefault, ...output }),
  's3:putObject': (output) => ({ ...checksumType(output), ...encryptedByDefault, ...output }),
};

/** Source: docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html, ReturnConsumedCapacity */
function withoutUnaskedCapacity(
  output: JsonObject,
  { ReturnConsumedCapacity = 'NONE' }: JsonObject,
): JsonObject {
  if (ReturnConsumedCapacity !== 'NONE') return output;
  const { ConsumedCapacity: _unasked, ...others } = output;
  return others;
}

/** Source: docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html */
const encryptedByDefault = { ServerSideEncryption: 'AES256' } as const;

/** What is put in one part has the checksum of the whole (docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html). */
function checksumType(output: JsonObject): JsonObject {
  const hasChecksum = Object.keys(output).some((member) => member.startsWith('Checksum'));
  return hasChecksum ? { ChecksumType: 'FULL_OBJECT' } : {};
}

/** The headers of recorded executions, with the length that AWS's own text of the output has. */
function headOfAws(service: string, output: JsonObject, head: ResponseHead): ResponseHead {
  const body = service === 'sns' ? publishResponse(output) : JSON.stringify(output);
  const headers: (readonly [name: string, value: string | undefined])[] = [
    ...firstHeaders(service, body),
    ['x-amzn-RequestId', requestIdOf(head)],
    ['Content-Length', String(Buffer.byteLength(body))],
    ['Date', header(head, 'date')],
    ['Content-Type', header(head, 'content-type')?.replace(/;.*$/, '')],
  ];
  const given = headers.filter((each): each is readonly [string, string] => each[1] !== undefined);
  return { status: head.status, headers: given };
}

/** DynamoDB has a front of its own. */
function firstHeaders(service: string, body: string): (readonly [name: string, value: string])[] {
  if (service !== 'dynamodb') return [['connection', 'keep-alive']];
  return [
    ['Server', 'Server'],
    ['Connection', 'keep-alive'],
    ['x-amz-crc32', String(crc32(body))],
  ];
}

/** SNS alone, of the services that show their response, answers in XML. */
function publishResponse(output: JsonObject): string {
  const members = Object.entries(output).map(([name, value]) => `    <${name}>${value as string}</${name}>`);
  return [
    '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">',
    '  <PublishResult>',
    ...members,
    '  </PublishResult>',
    '  <ResponseMetadata>',
    `    <RequestId>${anyRequestId}</RequestId>`,
    '  </ResponseMetadata>',
    '</PublishResponse>',
    '',
  ].join('\n');
}

/** Those of AWS are UUIDs; an emulator's may be longer. */
const anyRequestId = '00000000-0000-0000-0000-000000000000';
