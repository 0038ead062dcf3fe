import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { validate } from '../../../../asl/validate/validate.ts';
import type { Json } from '../../../../asl/json.ts';
import { compileDefinition } from '../../../../local/engine/compile/definition.ts';

/** What the validator lets pass, with warnings or without, can be compiled: CreateStateMachine never ends in a crash. */
const corpus = '../shared/corpus';
const recorded = '../shared/conformance/cases';
const definitions = [...published(), ...used()].filter(isLetPass);

function published(): readonly string[] {
  return filesOf(corpus).filter((text) => text.includes('"StartAt"'));
}

/** Of the recorded cases: what was ever given as a definition. */
function used(): readonly string[] {
  const texts = filesOf(recorded).flatMap((text) => definitionsIn(JSON.parse(text) as Json));
  return [...new Set(texts)];
}

function filesOf(folder: string): readonly string[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return names.map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
}

function definitionsIn(value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === 'definition' && typeof member === 'string' ? [member] : definitionsIn(member),
  );
}

function isLetPass(definition: string): boolean {
  return !validate(definition).some(({ severity }) => severity === 'ERROR');
}

if (definitions.length === 0) test.skip('needs the definitions in ../shared', () => undefined);
else
  test('compiles whatever the validator lets pass', () => {
    const failed = definitions.flatMap((definition) => {
      try {
        compileDefinition(JSON.parse(definition) as Json);
        return [];
      } catch (problem) {
        return [`${String(problem)}: ${definition.slice(0, 300)}`];
      }
    });
    expect(definitions.length).toBeGreaterThan(300);
    expect(failed).toEqual([]);
  });
