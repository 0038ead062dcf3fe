import type { Machine } from '../machine.ts';
import { at, root } from '../place.ts';
import { misplacedLanguage } from '../../query-language.ts';
import { type Finding, warning } from '../rule.ts';

/** The machine's QueryLanguage stands beside States, and not in them. */
export function* misplacedLanguageField({ fields }: Machine): Iterable<Finding> {
  if (misplacedLanguage(fields) === undefined) return;
  const message = 'Here, among the states, QueryLanguage is out of place. Move it up, beside StartAt.';
  yield warning('MISPLACED_FIELD', message, at(root, 'States', 'QueryLanguage'));
}
