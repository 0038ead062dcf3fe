/**
 * Whether a text waits for a value that is filled in when the definition is deployed, such as `${TableName}`: of
 * CloudFormation's DefinitionSubstitutions or of our builder's task names. Nothing can be said about its value.
 */
export function isPlaceholder(text: string): boolean {
  return text.includes('${');
}
