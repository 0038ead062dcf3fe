/** A view to draw: the same settings always give the same picture. */
export interface Landscape {
  readonly width: number;
  readonly height: number;
  /** Of the sky's upper edge, in degrees of the colour wheel. */
  readonly hue: number;
  readonly seed: number;
}

/** A sky, a sun and three ranges of hills, as SVG text. */
export function landscape({ width, height, hue, seed }: Landscape): string {
  const random = randomFrom(seed);
  const sunX = Math.round(width * (0.2 + 0.6 * random()));
  const ranges = [0.55, 0.68, 0.82].map((level, depth) => ({
    path: hills({ width, height, level }, random),
    colour: `hsl(${(hue + 150) % 360} 35% ${38 - depth * 11}%)`,
  }));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="hsl(${hue} 60% 42%)"/>
      <stop offset="1" stop-color="hsl(${(hue + 25) % 360} 85% 82%)"/>
    </linearGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#sky)"/>
    <circle cx="${sunX}" cy="${Math.round(height * 0.42)}" r="${Math.round(height * 0.09)}" fill="#fff6d8"/>
    ${ranges.map(({ path, colour }) => `<path d="${path}" fill="${colour}"/>`).join('\n    ')}
  </svg>`;
}

const PEAKS = 14;

function hills(
  { width, height, level }: { readonly width: number; readonly height: number; readonly level: number },
  random: () => number,
): string {
  const points = Array.from({ length: PEAKS + 1 }, (_, at) => {
    const x = Math.round((width * at) / PEAKS);
    return `${x} ${Math.round(height * (level + 0.1 * (random() - 0.5)))}`;
  });
  return `M0 ${height} L${points.join(' L')} L${width} ${height} Z`;
}

/** A linear congruential generator (Numerical Recipes' constants): enough for hills. Uniform in [0, 1). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
