/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  /** The default leaves one core idle: half of a machine that has two. */
  maxWorkers: '100%',
  /** Milliseconds: a bound for what hangs, not a measure; some tests start programs or decode large pictures. */
  testTimeout: 60_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
  reporters: ['default', '<rootDir>/test/support/closing-line.cjs'],
};
