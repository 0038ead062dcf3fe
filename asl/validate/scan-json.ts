/**
 * Reads JSON text for what JSON.parse does not tell: where it breaks off, which fields stand twice in an object,
 * and how deep it is nested. It keeps its own stack, so that no text overflows the machine's.
 */
export interface JsonScan {
  readonly problem?: JsonProblem;
  readonly levels: number;
  readonly duplicates: readonly DuplicateField[];
}

/** In the words of AWS's JSON parser. */
export interface JsonProblem {
  readonly message: string;
  readonly location: string;
}

export interface DuplicateField {
  readonly pointer: string;
  readonly key: string;
}

/** An open object or array. `keys` are an object's; `at` is the current key or index. */
interface Container {
  readonly keys: Set<string> | undefined;
  at: string | number;
}

/** What may come next. */
type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or close' | 'end';

/** A quoted text, a number or word, or a mark. */
const token =
  // oxlint-disable-next-line no-control-regex -- JSON allows no control character within a string
  /[ \t\n\r]*(?:("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*")|((?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))|([{}[\],:]))/y;

export function scanJson(text: string): JsonScan {
  const stack: Container[] = [];
  const duplicates: DuplicateField[] = [];
  let levels = 0;
  let expected: Expected = 'value';
  let offset = 0;
  for (;;) {
    const next = tokenAt(text, offset);
    if (next === undefined) break;
    const after = accept(next, expected, stack, duplicates);
    if (after === undefined) break;
    expected = after;
    offset = next.end;
    levels = Math.max(levels, stack.length);
  }
  const isWhole = expected === 'end' && text.slice(offset).trim() === '';
  return { levels, duplicates, ...(isWhole ? {} : { problem: problemAt(text, offset) }) };
}

interface Token {
  readonly kind: 'text' | 'value' | '{' | '}' | '[' | ']' | ',' | ':';
  readonly raw: string;
  readonly end: number;
}

function tokenAt(text: string, offset: number): Token | undefined {
  token.lastIndex = offset;
  const [match, quoted, scalar, mark] = token.exec(text) ?? [];
  if (match === undefined) return undefined;
  const end = token.lastIndex;
  if (quoted !== undefined) return { kind: 'text', raw: quoted, end };
  return scalar === undefined
    ? { kind: mark as Token['kind'], raw: '', end }
    : { kind: 'value', raw: scalar, end };
}

/** What may follow the token; undefined when it may not stand here. */
function accept(
  { kind, raw }: Token,
  expected: Expected,
  stack: Container[],
  duplicates: DuplicateField[],
): Expected | undefined {
  const container = stack.at(-1);
  switch (expected) {
    case 'value':
    case 'value or ]':
      if (kind === ']' && expected === 'value or ]') return close(stack);
      return open(kind, stack);
    case 'name':
    case 'name or }':
      if (kind === '}' && expected === 'name or }') return close(stack);
      if (kind !== 'text' || container === undefined) return undefined;
      name(raw, container, stack, duplicates);
      return ':';
    case ':':
      return kind === ':' ? 'value' : undefined;
    case ', or close':
      return separate(kind, container, stack);
    default:
      return undefined;
  }
}

function open(kind: Token['kind'], stack: Container[]): Expected | undefined {
  if (kind === 'text' || kind === 'value') return stack.length === 0 ? 'end' : ', or close';
  if (kind !== '{' && kind !== '[') return undefined;
  stack.push(kind === '{' ? { keys: new Set(), at: '' } : { keys: undefined, at: 0 });
  return kind === '{' ? 'name or }' : 'value or ]';
}

function close(stack: Container[]): Expected {
  stack.pop();
  return stack.length === 0 ? 'end' : ', or close';
}

function separate(
  kind: Token['kind'],
  container: Container | undefined,
  stack: Container[],
): Expected | undefined {
  const isObject = container?.keys !== undefined;
  if (kind === (isObject ? '}' : ']')) return close(stack);
  if (kind !== ',' || container === undefined) return undefined;
  if (typeof container.at === 'number') container.at += 1;
  return isObject ? 'name' : 'value';
}

function name(raw: string, container: Container, stack: Container[], duplicates: DuplicateField[]): void {
  const key = raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
  container.at = key;
  if (container.keys?.has(key)) duplicates.push({ key, pointer: pointerTo(stack) });
  container.keys?.add(key);
}

function pointerTo(stack: readonly Container[]): string {
  return stack.map(({ at }) => `/${String(at).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** AWS quotes the source up to here. */
const sourceCharactersMax = 500;

function problemAt(text: string, offset: number): JsonProblem {
  const start = offset + (/^[ \t\n\r]*/.exec(text.slice(offset))?.[0].length ?? 0);
  const word = /^[A-Za-z_$][\w$]*/.exec(text.slice(start, start + sourceCharactersMax))?.[0];
  const end = start + (word?.length ?? 0);
  const lines = text.slice(0, end).split('\n');
  const cut = Math.max(0, text.length - sourceCharactersMax);
  const source = `"${text.slice(0, sourceCharactersMax)}"${cut > 0 ? `[truncated ${cut} chars]` : ''}`;
  const location = `[Source: (String)${source}; line: ${lines.length}, column: ${(lines.at(-1) ?? '').length + 1}]`;
  return { message: `${complaint(text, start, word)}\n at ${location}`, location };
}

function complaint(text: string, start: number, word: string | undefined): string {
  const character = text.codePointAt(start);
  if (character === undefined) return 'Unexpected end-of-input';
  if (word !== undefined) {
    return (
      `Unrecognized token '${word}': was expecting ` +
      "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
    );
  }
  return `Unexpected character ('${String.fromCodePoint(character)}' (code ${character}))`;
}
