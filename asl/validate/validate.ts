import type { Diagnostic } from './diagnostic.ts';
import type { Machine } from './machine.ts';
import { outline } from './outline.ts';
import { readDefinition } from './read-definition.ts';
import { diagnosticOf, type Finding, type Rule } from './rule.ts';
import { rules } from './rules.ts';

export interface ValidateOptions {
  /** What the machine is to be created as; STANDARD unless said otherwise. */
  readonly type?: 'STANDARD' | 'EXPRESS';
}

/**
 * Everything that is wrong with a definition, in document order; never throws, whatever it is given.
 * A definition that is not text is judged as the JSON text that would be sent.
 */
export function validate(definition: unknown, options?: ValidateOptions | null): Diagnostic[] {
  const type = options?.type ?? 'STANDARD';
  const read = readDefinition(definition);
  if (read.definition === undefined) return [...read.diagnostics];
  return [...read.diagnostics, ...judge(outline(read.definition, type))];
}

function judge(machine: Machine): Diagnostic[] {
  const found: { readonly finding: Finding; readonly rule: string }[] = [];
  for (const [rule, check] of Object.entries<Rule>(rules)) {
    for (const finding of check(machine)) found.push({ finding, rule });
  }
  return found
    .sort((a, b) => a.finding.place.order - b.finding.place.order)
    .map(({ finding, rule }) => diagnosticOf(finding, rule));
}
