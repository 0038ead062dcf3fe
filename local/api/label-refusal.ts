import type { Diagnostic } from '../../asl/validate/diagnostic.ts';

/**
 * The message that refuses a Map's bad Label, in the words of the recordings; undefined where something else is wrong.
 *
 * Differs from AWS, knowingly: all 63 recordings of a bad label (July 2024) were taken from an emulator written in
 * Python, so what they hold is the text of its exception. They are the referee here as everywhere, and nobody
 * has published the service's own words. The validator, and ValidateStateMachineDefinition, keep to plain ones.
 */
export function labelRefusal(definition: string, diagnostics: readonly Diagnostic[]): string | undefined {
  const first = diagnostics.find(({ severity }) => severity === 'ERROR');
  if (first?.code !== 'INVALID_LABEL_NAME') return undefined;
  return `Error=ValueError Args=[${pythonText(escaped(first.message))}] in definition '${definition}'.`;
}

/** Characters that cannot be seen are written as Python writes them; `\` counts among them. */
function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  return text.replace(/[\\\u0000-\u001f\u007f-\u{10ffff}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (named[character] !== undefined) return named[character];
    if (code <= 0xff) return `\\x${hexadecimal(code, 2)}`;
    return code <= 0xffff ? `\\u${hexadecimal(code, 4)}` : `\\U${hexadecimal(code, 8)}`;
  });
}

const named: { readonly [character: string]: string } = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

function hexadecimal(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

/** A text literal of Python's `repr`: in single quotes, unless only double ones save escaping. */
function pythonText(text: string): string {
  const slashed = text.replaceAll('\\', '\\\\');
  if (!text.includes("'")) return `'${slashed}'`;
  return text.includes('"') ? `'${slashed.replaceAll("'", "\\'")}'` : `"${slashed}"`;
}
