import { Duration } from 'aws-cdk-lib/core';
import {
  Alarm,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';

export interface ExecutionAlarmsProps {
  readonly machine: StateMachine;
  /** Its execution log, for a machine that hands out task tokens. */
  readonly tokenLog?: ILogGroup;
  readonly actions?: readonly IAlarmAction[];
}

/**
 * Each end that nobody wished for raises an alarm of its own, so that its name says what happened
 * (docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html). An execution that waits for a token fails
 * no metric while it waits: tokens are counted in the execution log.
 */
export class ExecutionAlarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, { machine, tokenLog, actions = [] }: ExecutionAlarmsProps) {
    super(scope, id);
    const period = Duration.minutes(5);
    const metrics: readonly (readonly [name: string, metric: IMetric, description: string])[] = [
      ['Failed', machine.metricFailed({ period }), 'An execution has failed.'],
      ['TimedOut', machine.metricTimedOut({ period }), 'An execution has run out of time.'],
      ['Aborted', machine.metricAborted({ period }), 'Somebody has stopped an execution.'],
      ['Throttled', machine.metricThrottled({ period }), 'State transitions have been throttled.'],
      ...(tokenLog ? [tokensWaiting(this, tokenLog)] : []),
    ];
    this.alarms = metrics.map(([name, metric, description]) => this.#alarm(name, metric, description));
    for (const alarm of this.alarms) for (const action of actions) alarm.addAlarmAction(action);
  }

  #alarm(name: string, metric: IMetric, alarmDescription: string): Alarm {
    return new Alarm(this, name, {
      metric,
      alarmDescription,
      threshold: 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}

/** More tokens were handed out in a day than were answered, failed or given up. */
function tokensWaiting(scope: Construct, log: ILogGroup): readonly [string, IMetric, string] {
  const counted = (id: string, types: readonly string[]) =>
    log
      .addMetricFilter(id, {
        metricNamespace: 'Stateyard',
        metricName: `${scope.node.path.replaceAll('/', '-')}-${id}`,
        metricValue: '1',
        filterPattern: FilterPattern.all(
          FilterPattern.stringValue('$.details.resource', '=', '*.waitForTaskToken'),
          FilterPattern.any(...types.map((type) => FilterPattern.stringValue('$.type', '=', type))),
        ),
      })
      .metric({ statistic: 'sum', period: Duration.days(1) });
  const metric = new MathExpression({
    expression: 'FILL(opened, 0) - FILL(closed, 0)',
    usingMetrics: {
      opened: counted('TokensOpened', ['TaskSubmitted']),
      closed: counted('TokensClosed', ['TaskSucceeded', 'TaskFailed', 'TaskTimedOut']),
    },
    period: Duration.days(1),
  });
  return ['TokensWaiting', metric, 'Task tokens have waited for an answer for up to a day.'];
}
