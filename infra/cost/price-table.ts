/**
 * On-demand prices of us-east-1 in US dollars, without free tiers and volume discounts. Those of Step Functions and
 * Lambda were compared with copies of their pricing pages on this date; others are as commonly published. For other
 * regions, and before money depends on it: calculator.aws.
 */
export const prices = {
  date: '2026-11-23',
  region: 'us-east-1',
  /** aws.amazon.com/step-functions/pricing */
  stateTransition: 25 / 1_000_000,
  expressRequest: 1 / 1_000_000,
  expressGigabyteSecond: 0.000_016_67,
  /** aws.amazon.com/lambda/pricing, arm64 */
  lambdaRequest: 0.2 / 1_000_000,
  lambdaGigabyteSecond: 0.000_013_333_4,
  /** aws.amazon.com/cloudwatch/pricing */
  logGigabyte: 0.5,
  /** Of each metric that an alarm looks at. */
  alarmMetricMonth: 0.1,
  /** aws.amazon.com/secrets-manager/pricing */
  secretMonth: 0.4,
  /** aws.amazon.com/kinesis/data-streams/pricing */
  onDemandStreamHour: 0.04,
  shardHour: 0.015,
  /** aws.amazon.com/waf/pricing */
  webAclMonth: 5,
  webRuleMonth: 1,
  /** aws.amazon.com/kms/pricing */
  keyMonth: 1,
  /** aws.amazon.com/route53/pricing: of an endpoint in AWS, by HTTPS and every ten seconds. */
  healthCheckMonth: 0.5 + 2 * 1,
} as const;
