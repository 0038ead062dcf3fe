/** More than anybody describes a dataset with, and no more writes than a task has time for. */
const wordsMax = 200;

/** The words of some texts, each once: small letters and digits, in any script, of two characters at least. */
export function wordsOf(texts: readonly string[]): readonly string[] {
  const words = texts.flatMap(
    (text) =>
      text
        .normalize('NFKC')
        .toLowerCase()
        .match(/[\p{L}\p{N}]{2,64}/gu) ?? [],
  );
  return [...new Set(words)].slice(0, wordsMax);
}
