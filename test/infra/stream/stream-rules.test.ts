import { describe, expect, test } from '@jest/globals';
import { type ConsumerSettings, consumerRules } from '../../../infra/stream/consumer-rules.ts';
import { type DeliverySettings, deliveryRules, planDelivery } from '../../../infra/stream/delivery-rules.ts';
import { brokenRules } from '../../../infra/stream/stream-rule.ts';

const delivery: DeliverySettings = {
  destination: 'S3',
  compression: 'GZIP',
  sizeMebibytes: 64,
  intervalSeconds: 300,
  ingestBytesPerSecond: 1_000_000,
  transform: { sizeMebibytes: 1, retries: 3 },
  sourceBackup: { intervalSeconds: 300 },
  prefix: 'events/!{timestamp:yyyy/MM/dd}/',
  errorPrefix: 'failed/!{firehose:error-output-type}/',
  freshnessAlarmSeconds: 1_800,
  retentionSeconds: 86_400,
};

const consumer: ConsumerSettings = {
  target: 'STATE_MACHINE',
  shards: 4,
  parallelizationFactor: 2,
  batchSize: 100,
  batchingWindowSeconds: 5,
  recordBytesMax: 1_024,
  maximumRetryAttempts: 10,
  maximumRecordAgeSeconds: 3_600,
  bisect: true,
  partialFailures: true,
  deadLetters: true,
  seenBy: 'EVENT_ID',
  iteratorAgeAlarmSeconds: 600,
  retentionSeconds: 86_400,
  fanOut: { type: 'CONSUMER_EACH' },
};

const deliveryFindings = (settings: object) =>
  brokenRules(deliveryRules, { ...delivery, ...settings }).map(({ rule }) => rule);
const consumerFindings = (settings: object) =>
  brokenRules(consumerRules, { ...consumer, ...settings }).map(({ rule }) => rule);

describe('delivery', () => {
  test('careful settings break nothing', () => {
    expect(deliveryFindings({})).toEqual([]);
  });

  test.each([
    ['F1', { intervalSeconds: undefined }],
    ['F1', { intervalSeconds: 901 }],
    ['F1', { sizeMebibytes: 129 }],
    ['F2', { sizeMebibytes: 9, ingestBytesPerSecond: 1_000_000 }],
    ['F3', { intervalSeconds: 1 }],
    ['F4', { compression: 'UNCOMPRESSED' }],
    ['F4', { destination: 'REDSHIFT', compression: 'SNAPPY' }],
    ['F5', { sourceBackup: undefined }],
    ['F5', { sourceBackup: { intervalSeconds: 0 } }],
    ['F6', { transform: { sizeMebibytes: 4, retries: 3 } }],
    ['F7', { transform: { sizeMebibytes: 1, retries: 0 } }],
    ['F7', { errorPrefix: 'failed/' }],
    ['F9', { freshnessAlarmSeconds: undefined }],
    ['F9', { freshnessAlarmSeconds: 43_200 }],
    ['F10', { prefix: 'events/' }],
    ['F10', { errorPrefix: 'events/!{timestamp:yyyy/MM/dd}/!{firehose:error-output-type}/' }],
    ['F10', { prefix: 'token-abc/!{timestamp:yyyy}/' }],
  ])('%s is broken by %j', (rule, settings) => {
    expect(deliveryFindings(settings)).toEqual([rule]);
  });

  test('doubling the size halves objects and invocations', () => {
    const fast = { ...delivery, sizeMebibytes: 8, ingestBytesPerSecond: 4 * 1_048_576 };
    const plan = planDelivery(fast);
    const doubled = planDelivery({ ...fast, sizeMebibytes: 16, transform: { sizeMebibytes: 2, retries: 3 } });
    expect(plan).toEqual({ objectsPerHour: 1_800, transformsPerHour: 14_400 });
    expect(doubled).toEqual({ objectsPerHour: 900, transformsPerHour: 7_200 });
  });
});

describe('consumers', () => {
  test('careful settings break nothing', () => {
    expect(consumerFindings({})).toEqual([]);
  });

  test('the defaults of the service break the rules that lose records', () => {
    const defaults = {
      maximumRetryAttempts: -1,
      maximumRecordAgeSeconds: -1,
      bisect: false,
      partialFailures: false,
      deadLetters: false,
      seenBy: undefined,
      iteratorAgeAlarmSeconds: undefined,
    };
    expect(consumerFindings(defaults)).toEqual(['K3', 'K4', 'K6', 'K7']);
  });

  test.each([
    ['K1', { parallelizationFactor: 11 }],
    ['K1', { reservedConcurrency: 7 }],
    ['K2', { batchSize: 10_001, recordBytesMax: 1, target: 'FUNCTION' }],
    ['K2', { batchingWindowSeconds: 301 }],
    ['K2', { recordBytesMax: 10_000 }],
    ['K3', { bisect: false }],
    ['K5', { tumblingWindowSeconds: 60 }],
    ['K5', { target: 'FUNCTION', tumblingWindowSeconds: 901 }],
    ['K7', { iteratorAgeAlarmSeconds: 86_400 }],
    ['K8', { fanOut: { type: 'ROUTER', orderIsNotNeededBecause: '' } }],
  ])('%s is broken by %j', (rule, settings) => {
    expect(consumerFindings(settings)).toEqual([rule]);
  });

  test('a batch that does not fit is told how many records do', () => {
    const [finding] = brokenRules(consumerRules, { ...consumer, recordBytesMax: 10_000 });
    expect(finding?.message).toContain('take at most 18.');
  });
});
