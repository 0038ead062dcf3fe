import { Annotations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** A rule of streaming that settings break or keep: what it says is what to do, and why. */
export interface StreamRule<Settings> {
  readonly rule: string;
  readonly level: 'error' | 'warning';
  /** Nothing, where the settings keep it. */
  readonly broken: (settings: Settings) => string | undefined;
}

export interface BrokenRule {
  readonly rule: string;
  readonly level: 'error' | 'warning';
  readonly message: string;
}

export function brokenRules<Settings>(
  rules: readonly StreamRule<Settings>[],
  settings: Settings,
): readonly BrokenRule[] {
  return rules.flatMap(({ rule, level, broken }) => {
    const message = broken(settings);
    return message === undefined ? [] : [{ rule, level, message }];
  });
}

/** At synthesis: with an error nothing is deployed. */
export function annotate(on: IConstruct, broken: readonly BrokenRule[]): void {
  for (const { rule, level, message } of broken) {
    if (level === 'error') Annotations.of(on).addError(`${rule}: ${message}`);
    else Annotations.of(on).addWarningV2(`stateyard:${rule}`, message);
  }
}
