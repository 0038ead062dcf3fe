import { prices } from './price-table.ts';

/** Of a template, what is paid by time and not by use. */
export interface PaidTemplate {
  readonly Resources: Readonly<Record<string, PaidResource>>;
}

interface PaidResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

const hoursOfMonth = 730;

/** US dollars of a month in which nothing happens. */
export function idleMonth({ Resources }: PaidTemplate): number {
  const costs = Object.values(Resources).map(({ Type, Properties = {} }) => monthly[Type]?.(Properties) ?? 0);
  return costs.reduce((sum, cost) => sum + cost, 0);
}

const monthly: Readonly<Record<string, (properties: Readonly<Record<string, unknown>>) => number>> = {
  'AWS::CloudWatch::Alarm': ({ Metrics }) => prices.alarmMetricMonth * metricsIn(Metrics),
  'AWS::KMS::Key': () => prices.keyMonth,
  'AWS::Kinesis::Stream': ({ ShardCount }) =>
    hoursOfMonth *
    (typeof ShardCount === 'number' ? ShardCount * prices.shardHour : prices.onDemandStreamHour),
  'AWS::Route53::HealthCheck': () => prices.healthCheckMonth,
  'AWS::SecretsManager::Secret': () => prices.secretMonth,
  'AWS::WAFv2::WebACL': ({ Rules }) => prices.webAclMonth + prices.webRuleMonth * listOf(Rules).length,
};

/** An alarm on an expression pays for each metric in it, and one on a metric for that. */
function metricsIn(metrics: unknown): number {
  return Math.max(1, listOf(metrics).filter((metric) => 'MetricStat' in metric).length);
}

function listOf(value: unknown): readonly object[] {
  return Array.isArray(value) ? value : [];
}
