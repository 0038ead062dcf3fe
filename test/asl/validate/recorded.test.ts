import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { invalidDefinitionMessage } from '../../../asl/validate/diagnostic.ts';
import { validate } from '../../../asl/validate/validate.ts';

/**
 * The definitions of the recorded cases: what AWS accepted has no error, and what it refused has the error text that
 * AWS gave. Placeholders `@@…@@` of a definition stand for values of the run; any that fits will do.
 */
const folder = '../shared/conformance/cases';
const recorded = existsSync(folder) ? readdirSync(folder).flatMap(definitionsIn) : [];
const describeRecorded = recorded.length > 0 ? describe : describe.skip;

describeRecorded(`definitions recorded from AWS (${folder})`, () => {
  const accepted = recorded.filter(({ refusal }) => refusal === undefined);
  const refused = recorded.filter(({ refusal }) => refusal !== undefined);

  test('reads hundreds of them', () => {
    expect(accepted.length).toBeGreaterThan(700);
    expect(refused.length).toBeGreaterThan(5);
  });

  test('finds no error in what AWS accepted', () => {
    const errors = accepted.flatMap(({ id, definition, type }) =>
      validate(definition, { type })
        .filter(({ severity }) => severity === 'ERROR')
        .map(({ pointer, message }) => `${id}: ${pointer} ${message}`),
    );
    expect(errors).toEqual([]);
  });

  test.each(refused)('gives the message of AWS in $id', ({ definition, type, refusal }) => {
    expect(invalidDefinitionMessage(validate(definition, { type }))).toBe(refusal);
  });
});

interface Recorded {
  readonly id: string;
  readonly definition: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** The message of InvalidDefinition. */
  readonly refusal: string | undefined;
}

interface Case {
  readonly id: string;
  readonly steps: readonly {
    readonly op: string;
    readonly params?: { definition?: unknown; type?: string };
  }[];
  readonly expect: unknown;
}

function definitionsIn(file: string): Recorded[] {
  const cases = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Case[];
  return cases.flatMap(({ id, steps, expect: expected }) => {
    const answer = JSON.stringify(expected);
    const refusal = /Invalid State Machine Definition: '(?:[^"\\]|\\.)*'/.exec(answer)?.[0];
    // The refusals of Map labels were recorded from LocalStack, not from AWS.
    if (refusal === undefined && answer.includes('InvalidDefinition')) return [];
    return steps
      .filter(({ op }) => op === 'CreateStateMachine' || op === 'UpdateStateMachine')
      .flatMap(({ params }) => (typeof params?.definition === 'string' ? [params] : []))
      .map((params) => ({
        id: id.split('::').slice(1).join(' '),
        definition: withValues(String(params.definition)),
        type: params.type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
        refusal: refusal && (JSON.parse(`"${refusal}"`) as string).replaceAll('<partition>', 'aws'),
      }));
  });
}

function withValues(definition: string): string {
  return definition
    .replaceAll('@@account@@', '111111111111')
    .replaceAll('@@region@@', 'us-east-1')
    .replaceAll(/@@now[^@]*@@/g, '2030-01-01T00:00:00Z')
    .replaceAll(/@@r\d+\.\w+Arn@@/g, 'arn:aws:states:us-east-1:111111111111:activity:a')
    .replaceAll(/@@\w+@@/g, 'value');
}
