import { expect, test, describe } from '@jest/globals';
import { locate } from '../../../../asl/graph/difference/located-state.ts';
import { portraitsOf, type Portrait } from '../../../../asl/graph/difference/portrait.ts';
import { renamedAmong } from '../../../../asl/graph/difference/renamed-states.ts';

/** A chain of tasks of one kind, as they look to a comparison. */
function chain(length: number, prefix: string, fieldsOf: (index: number) => object): readonly Portrait[] {
  const states = Array.from({ length }, (_, index) => [
    `${prefix}${index}`,
    {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Next: `${prefix}${index + 1}`,
      ...fieldsOf(index),
    },
  ]);
  const all = locate({ States: Object.fromEntries(states) });
  return portraitsOf(all, all.states);
}

function names(pairs: ReturnType<typeof renamedAmong>): readonly string[] {
  return pairs.map(({ before, after }) => `${before.name} ${after.name}`);
}

describe('renamedAmong', () => {
  test('pairs states that only their names tell apart', () => {
    const fields = (index: number) => ({ Parameters: { queue: index } });
    expect(names(renamedAmong(chain(3, 'A', fields), chain(3, 'B', fields)))).toEqual([
      'A0 B0',
      'A1 B1',
      'A2 B2',
    ]);
  });

  test('knows a Choice again that compares with another number', () => {
    const asking = (prefix: string, limit: number) =>
      chain(1, prefix, () => ({
        Type: 'Choice',
        Choices: [{ Variable: '$.total', NumericGreaterThan: limit, Next: 'Review' }],
      }));
    expect(names(renamedAmong(asking('TotalOver1000', 1000), asking('TotalOver2000', 2000.5)))).toEqual([
      'TotalOver10000 TotalOver20000',
    ]);
  });

  test('leaves strangers alone', () => {
    const old = chain(2, 'A', (index) => ({ Parameters: { queue: index }, TimeoutSeconds: 5 }));
    const now = chain(2, 'B', (index) => ({ Parameters: { topic: index }, HeartbeatSeconds: 5 }));
    expect(renamedAmong(old, now)).toEqual([]);
  });

  test('keeps the order of many that look the same', () => {
    const pairs = renamedAmong(
      chain(300, 'A', () => ({})),
      chain(300, 'B', () => ({})),
    );
    expect(names(pairs).slice(200, 202)).toEqual(['A200 B200', 'A201 B201']);
  });

  test('compares each of thousands with a few', () => {
    let looks = 0;
    const counting = (portrait: Portrait): Portrait => ({
      ...portrait,
      get neighbours() {
        looks += 1;
        return portrait.neighbours;
      },
    });
    const [old, now] = ['A', 'B'].map((prefix) => chain(2000, prefix, () => ({})).map(counting));
    renamedAmong(old ?? [], now ?? []);
    expect(looks).toBeLessThan(2000 * 100);
  });
});
