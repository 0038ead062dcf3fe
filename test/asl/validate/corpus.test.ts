import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { validate } from '../../../asl/validate/validate.ts';

/** Definitions that others published and deployed: an error here is a false one. */
const folder = '../shared/corpus';
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

const describeCorpus = files.length > 0 ? describe : describe.skip;

describeCorpus(`published definitions (${folder})`, () => {
  test('finds no error in any of them', () => {
    const errors = files.flatMap((file) =>
      validate(readFileSync(`${folder}/${file}`, 'utf8'))
        .filter(({ severity }) => severity === 'ERROR')
        .map(({ pointer, message }) => `${file}: ${pointer} ${message}`),
    );
    expect(errors).toEqual([]);
  });

  test('warns where one has its QueryLanguage among the states', () => {
    const file = 'shared-fallback-state-jsonata-statemachine-statemachine.asl.json';
    const found = validate(readFileSync(`${folder}/${file}`, 'utf8'));
    expect(found).toContainEqual(
      expect.objectContaining({ code: 'MISPLACED_FIELD', pointer: '/States/QueryLanguage' }),
    );
  });
});
