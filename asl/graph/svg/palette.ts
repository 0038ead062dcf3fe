import type { DrawnType } from '../words/detail.ts';

/** A colour for lines and icons, and a pale one for the surface behind them. */
export interface Hue {
  readonly strong: string;
  readonly soft: string;
}

export interface Palette {
  readonly canvas: string;
  readonly surface: string;
  readonly border: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly types: { readonly [type in DrawnType]: Hue };
  readonly tones: { readonly [tone in Tone]: Hue };
}

/** The meanings that a mark's colour may have; a sign beside it says the same to those who cannot tell colours. */
export type Tone = 'positive' | 'negative' | 'attention' | 'active' | 'special' | 'quiet';

export const light: Palette = {
  canvas: '#ffffff',
  surface: '#ffffff',
  border: '#d3dae6',
  ink: '#16202f',
  muted: '#5a6678',
  line: '#8a96aa',
  types: {
    Task: { strong: '#2563eb', soft: '#e9f0fe' },
    Pass: { strong: '#64748b', soft: '#eef1f5' },
    Choice: { strong: '#b45309', soft: '#fdf3e1' },
    Wait: { strong: '#0e7490', soft: '#e3f5f9' },
    Succeed: { strong: '#15803d', soft: '#e6f6ec' },
    Fail: { strong: '#c62828', soft: '#fdecec' },
    Parallel: { strong: '#7c3aed', soft: '#f4effe' },
    Map: { strong: '#be2d83', soft: '#fdeef6' },
    Unknown: { strong: '#c62828', soft: '#fdecec' },
  },
  tones: {
    positive: { strong: '#15803d', soft: '#e3f6ea' },
    negative: { strong: '#c62828', soft: '#fde8e8' },
    attention: { strong: '#b45309', soft: '#fdf1db' },
    active: { strong: '#2563eb', soft: '#e4edfe' },
    special: { strong: '#7c3aed', soft: '#f1eafe' },
    quiet: { strong: '#8a96aa', soft: '#f3f5f8' },
  },
};

export const dark: Palette = {
  canvas: '#0d131d',
  surface: '#182130',
  border: '#334056',
  ink: '#e9eef7',
  muted: '#9eabc0',
  line: '#728099',
  types: {
    Task: { strong: '#7fb0ff', soft: '#1b2c4d' },
    Pass: { strong: '#a3b1c6', soft: '#263142' },
    Choice: { strong: '#f5b458', soft: '#3a2b12' },
    Wait: { strong: '#5fd0e6', soft: '#123542' },
    Succeed: { strong: '#5fd98b', soft: '#143524' },
    Fail: { strong: '#ff8a8a', soft: '#43191d' },
    Parallel: { strong: '#bb9bff', soft: '#231c3d' },
    Map: { strong: '#f58ac4', soft: '#371a2e' },
    Unknown: { strong: '#ff8a8a', soft: '#43191d' },
  },
  tones: {
    positive: { strong: '#5fd98b', soft: '#143524' },
    negative: { strong: '#ff8a8a', soft: '#43191d' },
    attention: { strong: '#f5b458', soft: '#3a2b12' },
    active: { strong: '#7fb0ff', soft: '#1b2c4d' },
    special: { strong: '#bb9bff', soft: '#231c3d' },
    quiet: { strong: '#728099', soft: '#1c2533' },
  },
};
