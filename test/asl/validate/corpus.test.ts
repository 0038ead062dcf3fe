import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { validate } from '../../../asl/validate/validate.ts';

/** Definitions that others published and deployed: an error here is a false one. */
const folder = '../shared/corpus';
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

/**
 * It has `"QueryLanguage": "JSONata"` within States, where it is a state that is no object, and so states in JSONPath
 * with fields of JSONata: AWS was measured to refuse those (floci-io/floci#2968).
 */
const broken = 'shared-fallback-state-jsonata-statemachine-statemachine.asl.json';

const describeCorpus = files.length > 0 ? describe : describe.skip;

describeCorpus(`published definitions (${folder})`, () => {
  test('finds no error in any of them', () => {
    const errors = files
      .filter((file) => file !== broken)
      .flatMap((file) =>
        validate(readFileSync(`${folder}/${file}`, 'utf8'))
          .filter(({ severity }) => severity === 'ERROR')
          .map(({ pointer, message }) => `${file}: ${pointer} ${message}`),
      );
    expect(errors).toEqual([]);
  });

  test('names the one that is broken', () => {
    const found = validate(readFileSync(`${folder}/${broken}`, 'utf8'));
    expect(found).toContainEqual(
      expect.objectContaining({ severity: 'ERROR', pointer: '/States/QueryLanguage' }),
    );
  });
});
