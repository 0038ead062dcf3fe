import type { Catcher, QueryLanguage, Retrier } from '../../../asl/definition.ts';
import { compileJsonataTemplate } from '../../../asl/expressions/jsonata/template.ts';
import type { Json, JsonObject } from '../../../asl/json.ts';
import { compileAssign, compileResultPath } from './data-flow.ts';
import type { CompiledCatcher, CompiledRetrier } from './program.ts';
import type { StateCompilation } from './state-compilation.ts';

/** The defaults are those of states-language.net/spec.html#retrying-after-error. */
export function compileRetriers(retriers: readonly Retrier[] = []): readonly CompiledRetrier[] {
  return retriers.map((retrier) => ({
    errorEquals: retrier.ErrorEquals,
    intervalSeconds: retrier.IntervalSeconds ?? 1,
    maxAttempts: retrier.MaxAttempts ?? 3,
    backoffRate: retrier.BackoffRate ?? 2,
    maxDelaySeconds: retrier.MaxDelaySeconds ?? Infinity,
    fullJitter: retrier.JitterStrategy === 'FULL',
  }));
}

/** states-language.net/spec.html#fallback-states */
export function compileCatchers(
  catchers: readonly Catcher[] = [],
  { language, transitionTo }: StateCompilation,
): readonly CompiledCatcher[] {
  return catchers.map((catcher, index) => ({
    errorEquals: catcher.ErrorEquals,
    next: transitionTo(catcher.Next),
    output: compileCatcherOutput(catcher, language, `Catch[${index}]/Output`),
    assign: compileCatcherAssign(catcher.Assign, language, `Catch[${index}]/Assign`),
  }));
}

function compileCatcherOutput(
  catcher: Catcher,
  language: QueryLanguage,
  field: string,
): CompiledCatcher['output'] {
  if (language === 'JSONPath') {
    const place = compileResultPath(catcher.ResultPath);
    return (_evaluation, stateInput, errorOutput) => place(stateInput, errorOutput);
  }
  return catcher.Output === undefined
    ? (_evaluation, _stateInput, errorOutput) => errorOutput
    : compileInCatcher(catcher.Output, field);
}

/** In JSONPath, `$` of a catcher's Assign is the Error Output. */
function compileCatcherAssign(
  assign: JsonObject | undefined,
  language: QueryLanguage,
  field: string,
): CompiledCatcher['assign'] {
  if (assign === undefined || language === 'JSONPath') return compileAssign(assign, language, field);
  const template = compileInCatcher(assign, field);
  return (evaluation, stateInput, errorOutput) => template(evaluation, stateInput, errorOutput) as JsonObject;
}

function compileInCatcher(value: Json, field: string): CompiledCatcher['output'] {
  const template = compileJsonataTemplate(value, field);
  return (evaluation, stateInput, errorOutput) => {
    evaluation.input = stateInput;
    evaluation.errorOutput = errorOutput;
    return template.evaluate(evaluation);
  };
}
