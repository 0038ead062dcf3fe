import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { compileJsonataTemplate } from '../../../asl/expressions/jsonata/template.ts';
import { compilePayloadTemplate } from '../../../asl/expressions/payload-template.ts';
import type { Json, JsonObject } from '../../../asl/json.ts';
import { scopeOf } from './evaluation-scope.ts';

/**
 * What the real service answered: each recorded machine of one Pass state that evaluates a template, with each of its
 * inputs. Those that show the service's own names or random values cannot be repeated here.
 */
const folder = '../shared/conformance/cases';
const files = existsSync(folder)
  ? readdirSync(folder).filter((name) => name.startsWith('intrinsic_functions'))
  : [];

interface Recording {
  readonly id: string;
  readonly template: Json;
  readonly jsonata: boolean;
  readonly input: string;
  readonly output: unknown;
}

const recordings = files.flatMap((file) =>
  recordingsIn(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Json[]),
);

if (recordings.length === 0) test.skip('needs the recordings in ../shared/conformance', () => undefined);
else
  test.each(recordings)('$id answers $input as AWS did', ({ template, jsonata, input, output }) => {
    const compiled = jsonata ? compileJsonataTemplate(template, 'Output') : compilePayloadTemplate(template);
    const value = compiled.evaluate(scopeOf(JSON.parse(input) as Json));
    expect(JSON.parse(JSON.stringify(value))).toEqual(
      typeof output === 'string' ? JSON.parse(output) : output,
    );
  });

function recordingsIn(cases: readonly Json[]): Recording[] {
  return cases.flatMap((recorded) => {
    const { id, steps } = recorded as unknown as { readonly id: string; readonly steps: readonly Step[] };
    const definition = JSON.parse(
      steps.find(({ op }) => op === 'CreateStateMachine')?.params?.definition ?? 'null',
    ) as {
      readonly States: { readonly [name: string]: JsonObject };
    };
    const [state = {}] = Object.values(definition.States);
    const template = state.Parameters ?? state.Output ?? null;
    const outputs = outputsIn(recorded);
    const inputs = steps
      .filter(({ op }) => op === 'StartExecution')
      .map(({ params }) => params?.input ?? '{}');
    const repeatable = inputs.length === outputs.length && !/\$\$|Random|UUID/.test(JSON.stringify(template));
    return repeatable
      ? inputs.map((input, run) => ({
          id: id.split('::').at(-1) ?? id,
          template,
          jsonata: state.QueryLanguage === 'JSONata',
          input,
          output: outputs[run],
        }))
      : [];
  });
}

interface Step {
  readonly op: string;
  readonly params?: { readonly definition?: string; readonly input?: string };
}

/** The output of each execution, in the order in which they ran. */
function outputsIn(value: Json): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  const details = (value as JsonObject).executionSucceededEventDetails as JsonObject | undefined;
  return [
    ...(details?.output === undefined ? [] : [details.output]),
    ...Object.values(value).flatMap(outputsIn),
  ];
}
