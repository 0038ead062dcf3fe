import { sourceOf } from '../expression.ts';
import { reference, type Ref, type ValueOf } from '../reference.ts';
import { append, newSource, valueExpression } from '../trace.ts';
import { commonParts, type StateSettings } from './settings.ts';

/** A Pass state: computes a value once, for what comes after it (states-language.net/spec.html#pass-state). */
export function pass<const Value>(value: Value, settings: StateSettings = {}): Ref<ValueOf<Value>> {
  const common = commonParts('Pass', settings);
  const source = newSource('result', common.name);
  append({ kind: 'pass', ...common, source, output: valueExpression(value) });
  return reference(sourceOf(source));
}
