import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test, describe } from '@jest/globals';
import * as fc from 'fast-check';
import { graph } from '../../../../asl/graph/graph.ts';
import { layout, type PlacedScope } from '../../../../asl/graph/layout/layout.ts';
import type { Rectangle } from '../../../../asl/graph/layout/route.ts';
import type { JsonObject } from '../../../../asl/json.ts';
import { anyDefinition, chainOf, handedToOne } from '../definitions.ts';

const corpus = '../shared/corpus';
const corpusFiles = existsSync(corpus)
  ? readdirSync(corpus).filter((file) => file.endsWith('.asl.json'))
  : [];

function layoutOf(definition: JsonObject) {
  return layout(graph(definition));
}

/** Everything that must not be covered, with a name for the message. */
function boxesOf(scope: PlacedScope): readonly (Rectangle & { readonly name: string })[] {
  return [
    ...scope.states.map((placed) => ({ ...placed, name: `state ${placed.state.name}` })),
    ...scope.labels.map((label) => ({ ...label, name: `label ${label.transition.path}` })),
    ...scope.broken.map((broken) => ({ ...broken, name: broken.text })),
    ...scope.ends.map((end, index) => ({ ...end, name: `end ${index}` })),
    { ...scope.start, name: 'start' },
  ];
}

/** What is wrong with a drawing: boxes that overlap, lines that run through boxes, nested scopes that stick out. */
function flawsOf(scope: PlacedScope): readonly string[] {
  const boxes = boxesOf(scope);
  return [
    ...boxes.flatMap((a, index) =>
      boxes
        .slice(index + 1)
        .filter((b) => overlap(a, b))
        .map((b) => `${a.name} overlaps ${b.name}`),
    ),
    ...boxes.flatMap((box) => linesThrough(box, scope).map((line) => `${line} runs through ${box.name}`)),
    ...scope.states.flatMap((placed) =>
      placed.lanes.flatMap((lane) => [
        ...(contains(placed, lane) ? [] : [`a lane sticks out of ${placed.state.name}`]),
        ...(lane.scope.width <= lane.width && lane.scope.height <= lane.height
          ? []
          : [`a scope sticks out of its lane in ${placed.state.name}`]),
        ...flawsOf(lane.scope),
      ]),
    ),
  ];
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function contains(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Lines may touch a border, and pass through the label that is theirs. */
function linesThrough(box: Rectangle & { readonly name: string }, scope: PlacedScope): readonly string[] {
  const inside = { x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 };
  return scope.lines
    .filter(({ transition }) => box.name !== `label ${transition?.path}`)
    .filter(({ points }) =>
      points.slice(1).some((to, index) => {
        const from = points[index] ?? to;
        const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
        return overlap(inside, {
          x,
          y,
          width: Math.abs(from.x - to.x) || 0.01,
          height: Math.abs(from.y - to.y) || 0.01,
        });
      }),
    )
    .map(({ transition }) => transition?.path ?? 'a boundary line');
}

describe('layout', () => {
  test.each(corpusFiles.length > 0 ? corpusFiles : ['(skipped: no corpus beside the project)'])(
    'draws %s without a flaw',
    (file) => {
      const text = corpusFiles.length > 0 ? readFileSync(`${corpus}/${file}`, 'utf8') : '{"States":{}}';
      expect(flawsOf(layoutOf(JSON.parse(text) as JsonObject).scope)).toEqual([]);
    },
  );

  test('draws any generated definition without a flaw', () => {
    fc.assert(
      fc.property(anyDefinition, (definition) => {
        expect(flawsOf(layoutOf(definition).scope)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('gathers many error edges to one handler in one lane', () => {
    const { scope } = layoutOf(handedToOne(30));
    const arriving = scope.lines.filter((line) => line.transition?.type === 'Catch' && line.head);
    expect(arriving).toHaveLength(1);
    expect(scope.labels.map((label) => label.lines)).toEqual([['any error']]);
    expect(flawsOf(scope)).toEqual([]);
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

  test('lays out two hundred states within a second', () => {
    const definition = handedToOne(200);
    const times = [1, 2, 3].map(() => {
      const begin = performance.now();
      layoutOf(definition);
      return performance.now() - begin;
    });
    expect(Math.min(...times)).toBeLessThan(1000);
  });

  test('draws the beginning of a scope that is too large to draw', () => {
    const { scope } = layoutOf(chainOf(5000));
    expect(scope.states).toHaveLength(400);
    expect(scope.broken.map((broken) => broken.text)).toEqual(['4600 more states']);
    expect(flawsOf(scope)).toEqual([]);
  });

  test('gives the same drawing every time', () => {
    expect(layoutOf(handedToOne(12))).toEqual(layoutOf(handedToOne(12)));
  });
});
