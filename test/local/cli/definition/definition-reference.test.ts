import { describe, expect, test } from '@jest/globals';
import {
  definitionReference,
  versionReference,
} from '../../../../local/cli/definition/definition-reference.ts';

describe('a definition', () => {
  test.each([
    ['-', { from: 'standardInput' }],
    ['Checkout', { from: 'project', name: 'Checkout' }],
    ['./Checkout', { from: 'file', path: './Checkout' }],
    ['orders.asl.json', { from: 'file', path: 'orders.asl.json' }],
    ['a#b.json', { from: 'file', path: 'a#b.json' }],
    ['orders.ts', { from: 'module', path: 'orders.ts', exportName: undefined }],
    ['flows/orders.mjs#checkout', { from: 'module', path: 'flows/orders.mjs', exportName: 'checkout' }],
    ['./orders.ts:checkout', { from: 'module', path: './orders.ts', exportName: 'checkout' }],
  ])('%j is known by how it looks', (given, reference) => {
    expect(definitionReference(given)).toEqual({ given, ...reference });
  });
});

describe('a definition at a commit', () => {
  test.each([
    ['main:Checkout', 'main', { from: 'project', name: 'Checkout' }],
    ['HEAD~2:./a.json', 'HEAD~2', { from: 'file', path: './a.json' }],
    ['v1.2:flows/a.ts#b', 'v1.2', { from: 'module', path: 'flows/a.ts', exportName: 'b' }],
    ['main:flows/a.ts:b', 'main', { from: 'module', path: 'flows/a.ts', exportName: 'b' }],
    ['HEAD@{10:30}:a.json', 'HEAD@{10:30}', { from: 'file', path: 'a.json' }],
  ])('%j has a commit before its last colon', (given, revision, of) => {
    expect(versionReference(given)).toMatchObject({ given, from: 'commit', revision, of });
  });

  test.each([
    './odd:name.json',
    '/odd:name.json',
    'C:\\flows\\a.json',
    'orders.asl.json',
    'orders.ts:checkout',
    'Checkout',
    '-',
  ])('%j has none', (given) => {
    expect(versionReference(given)).toEqual(definitionReference(given));
  });

  test('has no standard input', () => {
    expect(() => versionReference('main:-')).toThrow("'main:-': the standard input has no past.");
  });

  test('passes no flag to git', () => {
    expect(() => versionReference('--output=x:a.json')).toThrow("'--output=x' is no commit.");
  });
});
