/** Letters and digits only, each word with a capital: `in progress` and `IN_PROGRESS` become InProgress. */
export function pascalCase(text: string): string {
  const words = /[a-z]/.test(text) ? text : text.toLowerCase();
  return words
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
