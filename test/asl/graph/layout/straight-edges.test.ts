import { expect, test, describe } from '@jest/globals';
import type { Edge } from '../../../../asl/graph/layout/arrangement.ts';
import { straightEdges } from '../../../../asl/graph/layout/straight-edges.ts';

function edge(from: string, to: string, main = true): Edge {
  return { id: `${from}-${to}`, from, to, weight: 1, main, says: '', label: undefined };
}

describe('straightEdges', () => {
  test('follows the way with the most still to come', () => {
    const edges = [edge('a', 'fail'), edge('a', 'b'), edge('b', 'c')];
    expect([...straightEdges(edges, new Set())]).toEqual(['a-b', 'b-c']);
  });

  test('lets equals share the middle', () => {
    expect([...straightEdges([edge('a', 'b'), edge('a', 'c')], new Set())]).toEqual([]);
  });

  test('ignores error edges and edges against the flow', () => {
    const edges = [edge('a', 'b'), edge('b', 'a'), edge('a', 'handler', false)];
    expect([...straightEdges(edges, new Set(['b-a']))]).toEqual(['a-b']);
  });
});
