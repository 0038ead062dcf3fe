import type { ChoiceRule, ChoiceState } from '../../../asl/definition.ts';
import { compileJsonata, isJsonata } from '../../../asl/expressions/jsonata/compile.ts';
import { unexpectedResultType } from '../../../asl/expressions/jsonata/query-evaluation-error.ts';
import type { Json } from '../../../asl/json.ts';
import { compileJsonPathRule } from './choice-rule.ts';
import { compileAssign, compileFlow, compileOutput } from './data-flow.ts';
import type { CompiledChoice, CompiledRule, Evaluate } from './program.ts';
import type { StateCompilation } from './state-compilation.ts';

/** states-language.net/spec.html#choice-state */
export function compileChoice(
  state: ChoiceState,
  { language, transitionTo }: StateCompilation,
): Pick<CompiledChoice, 'flow' | 'rules' | 'otherwise'> {
  const flow = compileFlow(state, language);
  return {
    flow,
    rules: state.Choices.map((rule, index) => {
      const field = `Choices[${index}]`;
      const next = transitionTo(rule.Next);
      const assign = compileAssign(rule['Assign'], language, `${field}/Assign`);
      if (language === 'JSONata') return { ...compileJsonataRule(rule, field), assign, next };
      return { matches: compileJsonPathRule(rule), output: flow.output, assign, next };
    }),
    otherwise: state.Default === undefined ? undefined : transitionTo(state.Default),
  };
}

function compileJsonataRule(rule: ChoiceRule, field: string): Pick<CompiledRule, 'matches' | 'output'> {
  return {
    matches: compileCondition(rule['Condition'] ?? false, `${field}/Condition`),
    output: compileOutput(rule['Output'], { field: `${field}/Output`, hasResult: false }),
  };
}

function compileCondition(condition: Json, field: string): Evaluate<boolean> {
  if (typeof condition !== 'string' || !isJsonata(condition)) return () => condition === true;
  const expression = compileJsonata(condition, field);
  return (evaluation) => {
    const value = expression.evaluate(evaluation);
    if (typeof value !== 'boolean') throw unexpectedResultType(expression, 'boolean', value);
    return value;
  };
}
