import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { emit } from '../asl/builder/emit/emit.ts';
import { graph } from '../asl/graph/graph.ts';
import { toSvg } from '../asl/graph/svg.ts';
import { projectWorkflows } from '../local/cli/dev/project.ts';

/** Pictures in docs/ are generated: `npx stateyard graph ImageRecognition --out docs/image-recognition.svg`. */

const workflows = projectWorkflows.map((workflow) => ({ name: workflow.name, workflow }));

test.each(workflows)('shows $name as it is now', ({ name, workflow }) => {
  const file = `docs/${name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()}.svg`;
  expect(readFileSync(file, 'utf8').trimEnd()).toBe(toSvg(graph(emit(workflow))).trimEnd());
});

test('links only to files that exist', () => {
  const pages = ['README.md', 'ARCHITECTURE.md', 'DESIGN.md', 'docs/authoring.md'];
  const links = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)|src="([^"]+)"/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    ),
  );
  expect(links.length).toBeGreaterThan(3);
  expect(links.filter((link) => !canRead(link))).toEqual([]);
});

function canRead(path: string): boolean {
  try {
    return readFileSync(path).length > 0;
  } catch {
    return false;
  }
}
