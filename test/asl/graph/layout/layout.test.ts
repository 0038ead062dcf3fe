import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test, describe } from '@jest/globals';
import * as fc from 'fast-check';
import { emit } from '../../../../asl/builder/emit/emit.ts';
import { graph } from '../../../../asl/graph/graph.ts';
import { layout } from '../../../../asl/graph/layout/layout.ts';
import type { JsonObject } from '../../../../asl/json.ts';
import { projectWorkflows } from '../../../../local/cli/dev/project.ts';
import { anyDefinition, chainOf, handedToOne } from '../definitions.ts';
import { flawsOf } from '../flaws.ts';
import { hardDefinitions } from '../../../support/hard-definitions.ts';

const corpus = '../shared/corpus';
const corpusFiles = existsSync(corpus)
  ? readdirSync(corpus).filter((file) => file.endsWith('.asl.json'))
  : [];

function layoutOf(definition: JsonObject) {
  return layout(graph(definition));
}

describe('layout', () => {
  test.each(corpusFiles.length > 0 ? corpusFiles : ['(skipped: no corpus beside the project)'])(
    'draws %s without a flaw',
    (file) => {
      const text = corpusFiles.length > 0 ? readFileSync(`${corpus}/${file}`, 'utf8') : '{"States":{}}';
      expect(flawsOf(layoutOf(JSON.parse(text) as JsonObject))).toEqual([]);
    },
  );

  test.each(projectWorkflows.map((workflow) => [workflow.name, workflow] as const))(
    'draws %s in both query languages without a flaw',
    (_, workflow) => {
      const emitted = (['JSONata', 'JSONPath'] as const).map((queryLanguage) =>
        emit(workflow, { queryLanguage }),
      );
      expect(emitted.map((definition) => flawsOf(layout(graph(definition))))).toEqual([[], []]);
    },
  );

  test.each(hardDefinitions)('draws %s without a flaw', (_, definition) => {
    expect(flawsOf(layoutOf(definition))).toEqual([]);
  });

  test('draws any generated definition without a flaw', () => {
    fc.assert(
      fc.property(anyDefinition, (definition) => {
        expect(flawsOf(layoutOf(definition))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  test('gathers many error edges to one handler in one lane', () => {
    const drawn = layoutOf(handedToOne(30));
    const { scope } = drawn;
    const arriving = scope.lines.filter((line) => line.transitions[0]?.type === 'Catch' && line.head);
    expect(arriving).toHaveLength(1);
    expect(scope.labels.map((label) => label.lines)).toEqual([['any error']]);
    expect(flawsOf(drawn)).toEqual([]);
  });

  test('gathers long ways to one state in one line', () => {
    const stages = new Map(hardDefinitions).get('56 states in stages') ?? {};
    const { scope } = layoutOf(stages);
    const failing = scope.lines.filter(
      ({ transitions: [first] }) => first?.type === 'Choice' && first.to.name === 'Roll back',
    );
    expect(failing).toHaveLength(7);
    expect(failing.filter((line) => line.head).length).toBeLessThanOrEqual(2);
  });

  test('sets the targets of a wide Choice in rows', () => {
    const { width, height } = layoutOf(new Map(hardDefinitions).get('a Choice of twenty long rules') ?? {});
    expect(width / height).toBeLessThan(5);
  });

  test('folds a long chain into columns', () => {
    const { width, height } = layoutOf(chainOf(200));
    expect(height).toBeLessThan(3000);
    expect(width).toBeLessThan(4000);
  });

  test('leaves a short chain in one column', () => {
    const { scope } = layoutOf(chainOf(8));
    expect(new Set(scope.states.map((placed) => placed.x + placed.width / 2)).size).toBe(1);
  });

  test('draws the beginning of a scope that is too large to draw', () => {
    const drawn = layoutOf(chainOf(5000));
    const { scope } = drawn;
    expect(scope.states).toHaveLength(400);
    expect(scope.broken.map((broken) => broken.text)).toEqual(['4600 more states']);
    expect(flawsOf(drawn)).toEqual([]);
  });

  test('gives the same drawing every time', () => {
    expect(layoutOf(handedToOne(12))).toEqual(layoutOf(handedToOne(12)));
  });
});
