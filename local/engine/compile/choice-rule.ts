import { compilePath, type Path } from '../../../asl/expressions/json-path/path.ts';
import type { Json, JsonObject } from '../../../asl/json.ts';
import { ErrorName, StateError } from '../../../asl/state-error.ts';
import { invariant } from '../invariant.ts';
import { comparisons, compileStringPattern, typeTests } from './choice-operators.ts';
import type { Evaluate } from './program.ts';

/** Compiles a JSONPath Choice Rule, or a part of one (states-language.net/spec.html#choice-state). */
export function compileJsonPathRule(rule: JsonObject): Evaluate<boolean> {
  const { And, Or, Not, Variable } = rule;
  if (And !== undefined) return every(compileParts(And));
  if (Or !== undefined) return some(compileParts(Or));
  if (Not !== undefined) return not(compileJsonPathRule(Not as JsonObject));
  return compileDataTest(compilePath(Variable as string), rule);
}

function compileParts(parts: Json): readonly Evaluate<boolean>[] {
  return (parts as readonly JsonObject[]).map(compileJsonPathRule);
}

function every(parts: readonly Evaluate<boolean>[]): Evaluate<boolean> {
  return (evaluation) => parts.every((part) => part(evaluation));
}

function some(parts: readonly Evaluate<boolean>[]): Evaluate<boolean> {
  return (evaluation) => parts.some((part) => part(evaluation));
}

function not(part: Evaluate<boolean>): Evaluate<boolean> {
  return (evaluation) => !part(evaluation);
}

/** A rule has one operator; it is the member that is none of the other fields. */
function compileDataTest(variable: Path, rule: JsonObject): Evaluate<boolean> {
  const [name, operand] = Object.entries(rule).find(([field]) => !otherFields.has(field)) ?? [];
  invariant(name !== undefined && operand !== undefined, 'a data-test expression has an operator');
  if (name === 'IsPresent') return (evaluation) => (variable.find(evaluation) !== undefined) === operand;
  const test = compileOperator(name, operand);
  return (evaluation) => test(valueOf(variable, evaluation), evaluation);
}

const otherFields: ReadonlySet<string> = new Set(['Variable', 'Next', 'Comment', 'Assign', 'Output']);

type Test = (value: Json, evaluation: Parameters<Evaluate<boolean>>[0]) => boolean;

function compileOperator(name: string, operand: Json): Test {
  if (name in typeTests) {
    const test = typeTests[name as keyof typeof typeTests];
    return (value) => test(value) === operand;
  }
  if (name === 'StringMatches') return compileStringPattern(operand as string);
  if (name in comparisons) {
    const compare = comparisons[name as keyof typeof comparisons];
    return (value) => compare(value, operand);
  }
  return compileComparisonWithPath(name, operand);
}

function compileComparisonWithPath(name: string, operand: Json): Test {
  const compare = comparisons[name.replace(/Path$/, '') as keyof typeof comparisons];
  invariant(compare !== undefined, `${name} is an operator`);
  const path = compilePath(operand as string);
  return (value, evaluation) => compare(value, valueOf(path, evaluation));
}

/** Only IsPresent may look for what is not there. */
function valueOf(path: Path, evaluation: Parameters<Evaluate<boolean>>[0]): Json {
  const value = path.find(evaluation);
  if (value !== undefined) return value;
  throw new StateError(
    ErrorName.Runtime,
    `Invalid path '${path.text}': The choice state's condition path references an invalid value.`,
  );
}
