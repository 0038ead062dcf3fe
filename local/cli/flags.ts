/** The user asked for something that cannot be; the message says what, and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A flag that has a value (`--port 8083`, `--port=8083`), or one that is only there or not (`--json`). */
export type FlagKind = 'value' | 'switch';

export interface Flags {
  readonly positionals: readonly string[];
  /** The value of a flag as it was typed; undefined when it was not given. */
  value(name: string): string | undefined;
  has(name: string): boolean;
}

/**
 * Reads long options. One that is unknown, lacks its value, has one it should not have or comes twice is a
 * UsageError. What follows `--` is positional, whatever it looks like.
 */
export function readFlags(
  given: readonly string[],
  allowed: { readonly [name: string]: FlagKind },
  positionalsMax: number,
): Flags {
  const positionals: string[] = [];
  const found = new Map<string, string>();
  for (let index = 0; index < given.length; index += 1) {
    const word = given[index] ?? '';
    if (word === '--') {
      positionals.push(...given.slice(index + 1));
      break;
    }
    if (!word.startsWith('--')) {
      positionals.push(positional(word));
      continue;
    }
    const [name, attached] = splitFlag(word);
    const kind = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
    if (kind === undefined) throw new UsageError(`There is no flag --${name} here.`);
    if (found.has(name)) throw new UsageError(`--${name} is given twice.`);
    if (kind === 'value' && attached === undefined) index += 1;
    found.set(name, kind === 'value' ? valueOf(name, attached ?? given[index]) : noValue(name, attached));
  }
  const surplus = positionals[positionalsMax];
  if (surplus !== undefined) throw new UsageError(`'${surplus}' is one argument too many.`);
  return { positionals, value: (name) => found.get(name), has: (name) => found.has(name) };
}

/** A dash alone stands for the standard input; short options do not exist. */
function positional(word: string): string {
  if (word.startsWith('-') && word !== '-')
    throw new UsageError(`There is no flag ${word}; flags begin with --.`);
  return word;
}

function splitFlag(word: string): readonly [string, string | undefined] {
  const equals = word.indexOf('=');
  return equals < 0 ? [word.slice(2), undefined] : [word.slice(2, equals), word.slice(equals + 1)];
}

function valueOf(name: string, value: string | undefined): string {
  if (value === undefined || (value.startsWith('--') && value !== '--')) {
    throw new UsageError(`--${name} needs a value.`);
  }
  return value;
}

function noValue(name: string, attached: string | undefined): string {
  if (attached !== undefined) throw new UsageError(`--${name} takes no value.`);
  return '';
}

/** A whole number within limits, or a UsageError that names the setting. */
export function wholeNumber(setting: string, text: string, [min, max]: readonly [number, number]): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < min || number > max) {
    throw new UsageError(`${setting} must be a whole number from ${min} to ${max}, not '${text}'.`);
  }
  return number;
}

/** A word out of a few, or nothing where the flag is not given. */
export function oneOf<Value extends string>(
  flag: string,
  given: string | undefined,
  values: readonly Value[],
): Value | undefined {
  const value = values.find((known) => known === given);
  if (given !== undefined && value === undefined) {
    throw new UsageError(`${flag} is one of ${values.join(', ')}, not '${given}'.`);
  }
  return value;
}
