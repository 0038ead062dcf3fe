import { UsageError } from '../flags.ts';

/** Which definition the user means. Reading it is another matter: `read-definition.ts`. */
export type DefinitionReference = FileReference | WorkflowReference;

/** ASL that stands somewhere as JSON. */
export type FileReference = { readonly given: string } & (
  | { readonly from: 'standardInput' }
  | { readonly from: 'file'; readonly path: string }
);

/** A workflow in TypeScript or JavaScript, still to be emitted. */
export type WorkflowReference = { readonly given: string } & (
  | { readonly from: 'project'; readonly name: string }
  | { readonly from: 'module'; readonly path: string; readonly exportName: string | undefined }
);

/** What something was at a commit of git: `main:Checkout`, `HEAD~3:orders.asl.json`. */
export interface PastReference {
  readonly given: string;
  readonly from: 'commit';
  readonly revision: string;
  readonly of: Exclude<DefinitionReference, { readonly from: 'standardInput' }>;
}

/**
 * `-` is the standard input; a word of letters and digits is a workflow; what ends like a module is one, with the name
 * of an export after `#` or `:` where it has several.
 */
export function definitionReference(given: string): DefinitionReference {
  if (given === '-') return { given, from: 'standardInput' };
  if (/^[A-Za-z][A-Za-z0-9]*$/.test(given)) return { given, from: 'project', name: given };
  const [, path, exportName] = /^(.+\.[cm]?[jt]s)(?:[#:](.+))?$/.exec(given) ?? [];
  return path === undefined
    ? { given, from: 'file', path: given }
    : { given, from: 'module', path, exportName };
}

/** The same, with a commit before it or without. A path that begins like one holds no commit: `./odd:name.json`. */
export function versionReference(given: string): DefinitionReference | PastReference {
  const [, revision, rest] = /^(?![./]|[A-Za-z]:\\)(.+):([^:]+)$/.exec(withHash(given)) ?? [];
  if (revision === undefined || rest === undefined) return definitionReference(given);
  const of = definitionReference(rest);
  if (of.from === 'standardInput') throw new UsageError(`'${given}': the standard input has no past.`);
  if (revision.startsWith('-')) throw new UsageError(`'${revision}' is no commit.`);
  return { given, from: 'commit', revision, of };
}

/** `flows/orders.ts:checkout` names an export, not a commit. */
function withHash(given: string): string {
  return given.replace(/(\.[cm]?[jt]s):(\w+)$/, '$1#$2');
}
