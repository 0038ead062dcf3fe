import { AuthoringError } from './authoring-error.ts';
/** CloudFormation's DefinitionSubstitutions and our hosts replace `${Name}`: letters and digits only. */
export function checkPlaceholder(what: string, name: string): void {
  if (/^[A-Za-z][A-Za-z0-9]{0,63}$/.test(name)) return;
  throw new AuthoringError(
    `The name of a ${what} stands in definitions as \${Name}: write letters and digits only, starting with a letter, at most 64, instead of "${name}".`,
  );
}
