import { expect, test, describe } from '@jest/globals';
import { assignTracks, type Net } from '../../../../asl/graph/layout/tracks.ts';

/** A net from the upper border at one x to the lower border at another. */
function net(id: string, up: number, down: number): Net {
  return {
    id,
    stubs: [
      { x: up, side: 'up' },
      { x: down, side: 'down' },
    ],
  };
}

describe('assignTracks', () => {
  test('shares a track between nets that do not overlap', () => {
    const tracks = assignTracks([net('a', 0, 50), net('b', 100, 150)]);
    expect([tracks.get('a'), tracks.get('b')]).toEqual([0, 0]);
  });

  test('orders parallel nets so that they do not cross', () => {
    const tracks = assignTracks([net('left', 0, 60), net('right', 30, 90)]);
    expect(tracks.get('right')).toBeLessThan(tracks.get('left') ?? 0);
  });

  test('keeps stubs at the same x from lying on each other', () => {
    const tracks = assignTracks([net('into', 0, 50), net('from', 50, 100)]);
    expect(tracks.get('from')).toBeLessThan(tracks.get('into') ?? 0);
  });
});
