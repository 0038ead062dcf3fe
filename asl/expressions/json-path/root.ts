import type { Json } from '../../json.ts';
import type { EvaluationScope } from '../scope.ts';
import type { PathRoot } from './segment.ts';

/** What a path starts at; undefined for a variable that does not exist. */
export function rootValue(root: PathRoot, scope: EvaluationScope): Json | undefined {
  switch (root.type) {
    case 'input':
      return scope.input;
    case 'context':
      return scope.context;
    case 'variable':
      return scope.variable(root.name);
    default:
      return root satisfies never;
  }
}
