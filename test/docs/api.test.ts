import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { operations } from '../../local/api/operations.ts';
import { findClientPackage } from '../../local/host/sdk/client-package.ts';
import type { Shape } from '../../local/host/sdk/shape.ts';

/** `docs/api.md` names every operation, and every field of each, as the model within AWS SDK v3 has them. */
const page = readFileSync('docs/api.md', 'utf8');
const rows = [...page.matchAll(/^\| (\w+) \|([^|\n]*)\|([^|\n]*)\|$/gm)];

test('describes every operation, and nothing else', () => {
  const described = [...page.matchAll(/^\| ([A-Z]\w+) \|[^|\n]*\|$/gm)].map(([, name]) => name);
  expect(described).toEqual([...operations.keys()].toSorted());
});

test.each([...operations.keys()])('names every field of %s', (operation) => {
  const action = operation.charAt(0).toLowerCase() + operation.slice(1);
  const shapes = findClientPackage('sfn')?.findOperation(action)?.shapes;
  const [, , asks = '', answers = ''] = rows.find(([, name]) => name === operation) ?? [];
  expect([namesIn(asks), namesIn(answers)]).toEqual([namesOf(shapes?.input), namesOf(shapes?.output)]);
});

function namesIn(cell: string): readonly string[] {
  return (cell.match(/\w+/g) ?? []).filter((name) => name !== 'nothing').toSorted();
}

function namesOf(shape: Shape | undefined): readonly string[] {
  return shape?.kind === 'structure' ? [...shape.members().keys()].toSorted() : [];
}
