import { expect, test, describe } from '@jest/globals';
import * as fc from 'fast-check';
import sharp from 'sharp';
import { graph } from '../../../asl/graph/graph.ts';
import { toSvg } from '../../../asl/graph/svg.ts';
import type { JsonObject } from '../../../asl/json.ts';
import { anyDefinition } from './definitions.ts';

const twoStates: JsonObject = {
  Comment: 'Counts & adds',
  StartAt: 'Add <one>',
  States: { 'Add <one>': { Type: 'Pass', Next: 'Done' }, Done: { Type: 'Succeed' } },
};

function svgOf(definition: JsonObject, options = {}): string {
  return toSvg(graph(definition), options);
}

describe('toSvg', () => {
  test('is named and described for those who cannot see it', () => {
    const svg = svgOf(twoStates);
    expect(svg).toContain('<title>Counts &amp; adds</title>');
    expect(svg).toContain(
      '<desc>Starts at Add &lt;one&gt;. Add &lt;one&gt;, Pass, leads to Done. Done, Succeed, ends.</desc>',
    );
    expect(svg).toContain('aria-label="Add &lt;one&gt;"');
  });

  test('follows the preferred colour scheme unless a theme is given', () => {
    expect(svgOf(twoStates)).toContain('prefers-color-scheme: dark');
    expect(svgOf(twoStates, { theme: 'light' })).not.toContain('prefers-color-scheme');
    expect(svgOf(twoStates, { theme: 'dark' })).toContain('.stateyard-dark .canvas { fill: #0d131d }');
  });

  test('needs nothing from outside', () => {
    const svg = svgOf(twoStates).replace('xmlns="http://www.w3.org/2000/svg"', '');
    expect(svg).not.toMatch(/https?:|url\(|<script|<image|@import/);
  });

  test('marks states and transitions with tone, sign and note', () => {
    const svg = svgOf(twoStates, {
      marks: {
        states: { Done: { tone: 'negative', sign: '✕', note: 'never reached', outlined: true } },
        transitions: { '/States/Add <one>/Next': { tone: 'positive', heat: 1 } },
      },
    });
    expect(svg).toContain('class="state succeed negative outlined" data-state="Done"');
    expect(svg).toMatch(/class="sign">✕</);
    expect(svg).toMatch(/>never reached</);
    expect(svg).toContain('class="next positive"');
  });

  test('explains marks in a legend', () => {
    const plain = svgOf(twoStates);
    const legend = svgOf(twoStates, { legend: [{ mark: { tone: 'positive', sign: '+' }, text: 'added' }] });
    expect(plain).not.toContain('>added<');
    expect(legend).toContain('>added<');
  });

  test('keeps characters that XML cannot hold out of the document', async () => {
    const svg = svgOf({ StartAt: 'a', States: { 'a\u0000\ud800b': { Type: 'Succeed' } } });
    await expect(sharp(Buffer.from(svg)).metadata()).resolves.toMatchObject({ format: 'svg' });
  });

  test('is well-formed for any generated definition', async () => {
    await fc.assert(
      fc.asyncProperty(anyDefinition, async (definition) => {
        const { width } = await sharp(Buffer.from(svgOf(definition, { theme: 'dark' }))).metadata();
        expect(width).toBeGreaterThan(0);
      }),
      { numRuns: 15 },
    );
  });
});
