import { compileReferencePath } from '../../../asl/expressions/json-path/reference-path.ts';
import { compilePathOrIntrinsic } from '../../../asl/expressions/path-or-intrinsic.ts';
import { compilePayloadTemplate } from '../../../asl/expressions/payload-template.ts';
import type { Json } from '../../../asl/json.ts';
import { StateError } from '../../../asl/state-error.ts';
import { matchesError } from '../../engine/error-matching.ts';
import { areItems, mapFields } from './map-fields.ts';
import { batchedItems, selectedItems } from './map-inputs.ts';
import { pointedItems } from './mapped-items.ts';
import { listOf } from './tested-state.ts';
import type { TrialOutcome } from './trial-outcome.ts';
import { trialScope } from './trial-scope.ts';
import type { TrialSetting } from './trial-setting.ts';

export type Inspection = { readonly [member: string]: Json | undefined };

/**
 * What the data looked like between the steps of the state, as far as it got
 * (docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionData.html). A JSONata state has few steps.
 */
export function inspect(setting: TrialSetting, outcome: TrialOutcome): Inspection {
  const { tested, input } = setting;
  const variables = { ...setting.variables, ...outcome.assigned };
  return {
    input,
    variables: Object.keys(variables).length > 0 ? variables : undefined,
    errorDetails: errorDetails(setting, outcome),
    ...(tested.language === 'JSONata' ? jsonataSteps(setting, outcome) : pathSteps(setting, outcome)),
  };
}

function jsonataSteps(setting: TrialSetting, outcome: TrialOutcome): Inspection {
  const { state } = setting.tested;
  switch (state['Type']) {
    case 'Task':
      return { afterArguments: outcome.asked, result: outcome.result };
    case 'Map':
      return mapSteps(setting, outcome, setting.input);
    default:
      return {};
  }
}

/** states-language.net/spec.html#filters, in their order. */
function pathSteps(setting: TrialSetting, outcome: TrialOutcome): Inspection {
  const { state } = setting.tested;
  const afterInputPath = evaluated(() => filtered(setting, outcome));
  switch (state['Type']) {
    case 'Pass':
      return passSteps(setting, outcome, afterInputPath);
    case 'Task':
      return {
        afterInputPath,
        afterParameters: outcome.asked,
        result: outcome.result,
        ...resultSteps(setting, outcome, outcome.result),
      };
    case 'Map':
      return {
        afterInputPath,
        afterItemsPointer: pointedItems(setting),
        ...mapSteps(setting, outcome, afterInputPath ?? null),
        ...resultSteps(setting, outcome, outcome.result),
      };
    case 'Parallel':
      return resultSteps(setting, outcome, outcome.result);
    default:
      return { afterInputPath };
  }
}

/** A Pass with a Result does not look at its input. */
function passSteps(
  setting: TrialSetting,
  outcome: TrialOutcome,
  afterInputPath: Json | undefined,
): Inspection {
  const { Result, Parameters } = setting.tested.state;
  if (Result !== undefined) return { result: Result, ...resultSteps(setting, outcome, Result) };
  const afterParameters = evaluated(() =>
    Parameters === undefined || afterInputPath === undefined
      ? afterInputPath
      : compilePayloadTemplate(Parameters).evaluate(trialScope(setting, outcome.execution, afterInputPath)),
  );
  return { afterInputPath, afterParameters, ...resultSteps(setting, outcome, afterParameters) };
}

function filtered(setting: TrialSetting, { execution }: TrialOutcome): Json {
  const { InputPath } = setting.tested.state;
  if (InputPath === null) return {};
  if (typeof InputPath !== 'string') return setting.input;
  return compilePathOrIntrinsic(InputPath, 'InputPath').evaluate(trialScope(setting, execution));
}

function resultSteps(setting: TrialSetting, outcome: TrialOutcome, result: Json | undefined): Inspection {
  if (result === undefined) return {};
  const { ResultSelector, ResultPath } = setting.tested.state;
  const afterResultSelector = evaluated(() =>
    ResultSelector === undefined
      ? result
      : compilePayloadTemplate(ResultSelector).evaluate(trialScope(setting, outcome.execution, result)),
  );
  if (afterResultSelector === undefined) return {};
  return {
    afterResultSelector,
    afterResultPath: evaluated(() => placed(setting.input, ResultPath, afterResultSelector)),
  };
}

function placed(input: Json, resultPath: Json | undefined, result: Json): Json {
  if (resultPath === null) return input;
  return typeof resultPath === 'string' ? compileReferencePath(resultPath).set(input, result) : result;
}

/** Nothing is told of a Map whose items cannot be had. */
function mapSteps(setting: TrialSetting, { execution }: TrialOutcome, input: Json): Inspection {
  const fields = evaluated(() => mapFields(setting.tested, trialScope(setting, execution, input)));
  if (fields === undefined || (fields.items !== undefined && !areItems(setting.tested, fields.items)))
    return {};
  const { items, ...numbers } = fields;
  return {
    afterItemsPath: items,
    afterItemSelector: evaluated(() => selectedItems(setting, trialScope(setting, execution, input))),
    afterItemBatcher: evaluated(() => batchedItems(setting, trialScope(setting, execution, input))),
    ...numbers,
  };
}

/** Which retrier or catcher took the failure, or took it no more: a retrier whose attempts are used up. */
function errorDetails({ tested }: TrialSetting, outcome: TrialOutcome): Json | undefined {
  const { status, error, cause, retryInSeconds } = outcome;
  const matching = (field: string): number =>
    listOf(tested.state[field]).findIndex(({ ErrorEquals }) =>
      matchesError(ErrorEquals as readonly string[], { error, cause }),
    );
  switch (status) {
    case 'CAUGHT_ERROR':
      return { catchIndex: matching('Catch') };
    case 'RETRIABLE':
      return { retryIndex: matching('Retry'), retryBackoffIntervalSeconds: retryInSeconds ?? 0 };
    case 'FAILED': {
      const retryIndex = matching('Retry');
      return retryIndex < 0 ? undefined : { retryIndex };
    }
    default:
      return undefined;
  }
}

/** A step that fails has no result to show; the trial itself has already told the failure. */
function evaluated<Value>(step: () => Value): Value | undefined {
  try {
    return step();
  } catch (error) {
    if (error instanceof StateError) return undefined;
    throw error;
  }
}
