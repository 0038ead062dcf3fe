import type { TaskSurroundings } from './task-surroundings.ts';

/** CloudWatch metrics of one task, in the embedded metric format: log lines that CloudWatch turns into metrics. */
export interface TaskMetrics {
  /** Adds to a count, by one if not told otherwise. */
  count(name: string, by?: number): void;
  /** One measured value. */
  measure(name: string, value: number, unit: MetricUnit): void;
  /** Writes what has been gathered. Runs by itself at the end of the task, whether it succeeded or failed. */
  flush(): void;
}

export type MetricUnit = 'Count' | 'Milliseconds' | 'Seconds' | 'Bytes' | 'Percent' | 'None';

/** The format's limits, for metrics of a directive and for values of a metric alike. */
const METRICS_MAX = 100;
const VALUES_MAX = 100;

interface Gathered {
  readonly unit: MetricUnit;
  readonly values: number[];
}

/** docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
export function taskMetrics({ now, sink }: TaskSurroundings, taskName: string): TaskMetrics {
  const gathered = new Map<string, Gathered>();

  const flush = () => {
    if (gathered.size === 0) return;
    sink(JSON.stringify(embeddedMetrics(gathered, taskName, now())));
    gathered.clear();
  };

  const measure = (name: string, value: number, unit: MetricUnit) => {
    const metric = gathered.get(name) ?? { unit, values: [] };
    metric.values.push(value);
    gathered.set(name, metric);
    if (metric.values.length === VALUES_MAX || gathered.size === METRICS_MAX) flush();
  };

  return { measure, count: (name, by = 1) => measure(name, by, 'Count'), flush };
}

function embeddedMetrics(gathered: ReadonlyMap<string, Gathered>, task: string, timestamp: number) {
  const metrics = [...gathered].map(([name, { unit }]) => ({ Name: name, Unit: unit }));
  return {
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: [{ Namespace: 'Stateyard', Dimensions: [['Task']], Metrics: metrics }],
    },
    Task: task,
    ...Object.fromEntries([...gathered].map(([name, { values }]) => [name, values])),
  };
}
