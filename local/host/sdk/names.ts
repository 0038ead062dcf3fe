/**
 * Names as the Java SDK 2 spells them, which is what Step Functions calls services with: they are seen in the
 * parameters, the results and the error names of `aws-sdk:` tasks. Its rules, found in recorded executions:
 * `BOOL` is `Bool`, `SSEKMSKeyId` is `SsekmsKeyId`, `ETag` and `ChecksumCRC32` stay.
 */

/** Of the name of a member, the leading capitals but the last before a small letter become small, then the first large. */
export function javaMemberName(name: string): string {
  const decapitalized = name.replace(/^[A-Z]+?(?=[A-Z][a-z]|[^A-Z]|$)/, (capitals) => capitals.toLowerCase());
  return capitalized(reservedInJava.get(decapitalized) ?? decapitalized);
}

/** `null` is no name in Java, so DynamoDB's NULL has another one. */
const reservedInJava: ReadonlyMap<string, string> = new Map([['null', 'nul']]);

export function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Of a service or an error, every word has one capital: `DynamoDB` is `DynamoDb`, `Secrets Manager` `SecretsManager`. */
export function javaClassName(name: string): string {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
  return words.map((word) => capitalized(word.toLowerCase())).join('');
}

/** Every error is an exception there: `NoSuchKey` is `NoSuchKeyException`, `InternalFault` `InternalException`. */
export function javaExceptionName(name: string): string {
  const className = javaClassName(name);
  return className.endsWith('Exception') ? className : `${className.replace(/Fault$/, '')}Exception`;
}
