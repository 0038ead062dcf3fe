import { expect, test, describe } from '@jest/globals';
import type { Transition } from '../../../../asl/graph/graph.ts';
import { strandsOf } from '../../../../asl/graph/layout/strands.ts';

function rule(index: number, to: string, type: Transition['type'] = 'Choice'): Transition {
  const path = `/States/A/${type}[${index}]`;
  return { path, type, from: 'A', to: { name: to, broken: false }, label: `rule ${index}` };
}

function pathsOf(transitions: readonly Transition[], lookOf: (transition: Transition) => string = () => '') {
  return strandsOf(transitions, lookOf).map((strand) => strand.transitions.map(({ path }) => path));
}

describe('strandsOf', () => {
  test('makes one line of rules that lead to one state', () => {
    expect(pathsOf([rule(0, 'B'), rule(1, 'C'), rule(2, 'B')])).toEqual([
      ['/States/A/Choice[0]', '/States/A/Choice[2]'],
      ['/States/A/Choice[1]'],
    ]);
  });

  test('keeps errors apart from the ordinary course', () => {
    expect(pathsOf([rule(0, 'B', 'Next'), rule(1, 'B', 'Catch')])).toHaveLength(2);
  });

  test('keeps transitions apart that are marked differently', () => {
    const lookOf = ({ path }: Transition) => (path.includes('[1]') ? 'added' : '');
    expect(pathsOf([rule(0, 'B'), rule(1, 'B'), rule(2, 'B')], lookOf)).toHaveLength(2);
  });

  test('puts the labels of a line below each other', () => {
    const [strand] = strandsOf([rule(0, 'B'), rule(1, 'B')], () => '');
    const [first, second] = strand?.labels ?? [];
    expect(second?.y).toBeGreaterThan(first?.height ?? 0);
    expect(strand?.cell?.height).toBe((second?.y ?? 0) + (second?.height ?? 0));
  });

  test('splits a high stack into even ones', () => {
    const rules = Array.from({ length: 14 }, (_, index) => rule(index, 'B'));
    expect(pathsOf(rules).map((paths) => paths.length)).toEqual([5, 5, 4]);
  });
});
