import type { QueryLanguage } from '../../../asl/definition.ts';
import { compilePath, type Path } from '../../../asl/expressions/json-path/path.ts';
import { compileJsonata, type JsonataExpression } from '../../../asl/expressions/jsonata/compile.ts';
import { unexpectedResultType } from '../../../asl/expressions/jsonata/query-evaluation-error.ts';
import type { Json } from '../../../asl/json.ts';
import { ErrorName, StateError } from '../../../asl/state-error.ts';
import type { Evaluate } from './program.ts';

/** A number in the definition, or where it is to be found: `MaxConcurrency`, `MaxConcurrencyPath`. */
export interface NumberField {
  readonly name: string;
  readonly value: number | string | undefined;
  /** The field's `…Path`, which only JSONPath has. */
  readonly path: string | undefined;
  readonly kind: 'integer' | 'float';
}

/** Undefined when the state has neither form of the field. */
export function compileNumber(field: NumberField, language: QueryLanguage): Evaluate<number> | undefined {
  const { name, value, path } = field;
  if (path !== undefined) return compileNumberPath(compilePath(path), field);
  if (typeof value === 'string' && language === 'JSONata') return numberOf(compileJsonata(value, name));
  return typeof value === 'number' ? () => value : undefined;
}

/** What a JSONata expression must give where a number is wanted. */
export function numberOf(expression: JsonataExpression): Evaluate<number> {
  return (evaluation) => {
    const value = expression.evaluate(evaluation);
    if (typeof value !== 'number') throw unexpectedResultType(expression, 'number', value);
    return value;
  };
}

/** The same number, refused where it is not allowed. */
export function restricted(
  number: Evaluate<number> | undefined,
  isAllowed: (value: number) => boolean,
  complaint: (value: number) => string,
): Evaluate<number> | undefined {
  if (number === undefined) return undefined;
  return (evaluation) => {
    const value = number(evaluation);
    if (!isAllowed(value)) throw new StateError(ErrorName.Runtime, complaint(value));
    return value;
  };
}

function compileNumberPath(path: Path, { name, kind }: NumberField): Evaluate<number> {
  return (evaluation) => {
    const value = path.evaluate(evaluation);
    const number = parseNumber(value, kind);
    if (number !== undefined) return number;
    throw new StateError(
      ErrorName.Runtime,
      `The ${name}Path field refers to value "${textOf(value)}" which is not a valid ${kind}: ${path.text}`,
    );
  };
}

/** A number, or a text that is one: AWS reads both. */
export function parseNumber(value: Json, kind: NumberField['kind']): number | undefined {
  const number = typeof value === 'string' && decimal.test(value) ? Number(value) : value;
  if (typeof number !== 'number') return undefined;
  return kind === 'float' || Number.isInteger(number) ? number : undefined;
}

const decimal = /^-?\d+(\.\d+)?$/;

/** As causes show a value that is not what a path should lead to. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
