import { expect, test } from '@jest/globals';
import { graph } from '../../../../asl/graph/graph.ts';
import { layout } from '../../../../asl/graph/layout/layout.ts';
import { pollingLoops } from '../definitions.ts';

test('an edge against the flow leaves below, runs beside its loop and enters above', () => {
  const { scope } = layout(graph(pollingLoops(1)));
  const wait = scope.states.find((placed) => placed.state.name === 'Wait0');
  const check = scope.states.find((placed) => placed.state.name === 'Check0');
  const back = scope.lines.find((line) => line.transitions[0]?.path === '/States/Check0/Default');
  const [first, last] = [back?.points[0], back?.points.at(-1)];
  expect(first?.y).toBe((check?.y ?? 0) + (check?.height ?? 0));
  expect(last?.y).toBe(wait?.y);
});

test('loops beside each other do not cross', () => {
  const { scope } = layout(graph(pollingLoops(3)));
  const backs = scope.lines.filter((line) => line.transitions[0]?.type === 'Default');
  const spans = backs.map(({ points }) => ({
    from: Math.min(...points.map((point) => point.x)),
    to: Math.max(...points.map((point) => point.x)),
  }));
  const sorted = spans.toSorted((a, b) => a.from - b.from);
  const overlapping = sorted.slice(1).filter((span, index) => span.from < (sorted[index]?.to ?? 0));
  expect(backs).toHaveLength(3);
  expect(overlapping).toEqual([]);
});
