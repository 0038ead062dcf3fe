import { type Json, isJsonObject } from '../../../asl/json.ts';

/**
 * API Gateway's mapping templates, as far as ours go: `#set`, `#if` … `#elseif` … `#else` … `#end`, references with
 * properties and methods, texts in single and double quotes, `==` and `!=`. What is beyond that throws, so that a
 * template that runs here has been understood whole.
 * docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export function renderTemplate(template: string, scope: TemplateScope): string {
  const reader = new Reader(template);
  const text = renderBlock(reader, scope, true);
  if (!reader.atEnd) throw reader.refuse('Nothing is open that could end here');
  return text.trim();
}

/** What `$name` stands for; `#set` adds to it. */
export type TemplateScope = Record<string, TemplateValue>;

export type TemplateValue = Json | undefined | TemplateMethod | { [name: string]: TemplateValue };

export type TemplateMethod = (...given: readonly string[]) => TemplateValue;

/** `$input` and `$util`: of a body, and the path parameters of a request. */
export function templateScope(
  body: string,
  {
    params = {},
    context,
  }: { readonly params?: Readonly<Record<string, string>>; readonly context: TemplateScope },
): TemplateScope {
  const find = (path = '$') => valueAt(JSON.parse(body) as Json, path);
  return {
    context,
    input: {
      path: (path) => find(path),
      json: (path) => JSON.stringify(find(path) ?? ''),
      params: (name = '') => params[name] ?? '',
    },
    util: {
      escapeJavaScript: (text = '') => JSON.stringify(text).slice(1, -1).replaceAll("'", String.raw`\'`),
    },
  };
}

/** `$` and `$.a.b`. */
function valueAt(root: Json, path: string): Json | undefined {
  if (!/^\$(\.\w+)*$/.test(path)) throw new Error(`The template's path ${path} is not one of names alone.`);
  const names = path.split('.').slice(1);
  return names.reduce<Json | undefined>(
    (value, name) => (isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    root,
  );
}

/** Up to the directive that ends it, which stays unread. A block that is not chosen is read and not written. */
function renderBlock(reader: Reader, scope: TemplateScope, isChosen: boolean): string {
  let text = '';
  while (!reader.atEnd && !/^#(elseif|else|end)\b/.test(reader.rest)) {
    if (reader.take(/^#set\(\s*/)) assign(reader, scope, isChosen);
    else if (reader.take(/^#if\b/)) text += renderChoice(reader, scope, isChosen);
    else if (/^\$!?[A-Za-z]/.test(reader.rest)) text += reference(reader, scope, isChosen).text;
    else text += reader.take(/^([#$]|[^#$]+)/) ?? '';
  }
  return isChosen ? text : '';
}

function renderChoice(reader: Reader, scope: TemplateScope, isChosen: boolean): string {
  let text = '';
  let isOpen = isChosen;
  do {
    reader.expect(/^\s*\(\s*/);
    const holds = condition(reader, scope, isOpen);
    reader.expect(/^\s*\)/);
    text += renderBlock(reader, scope, isOpen && holds);
    isOpen &&= !holds;
  } while (reader.take(/^#elseif\b/));
  if (reader.take(/^#else\b/)) text += renderBlock(reader, scope, isOpen);
  reader.expect(/^#end\b/);
  return text;
}

function assign(reader: Reader, scope: TemplateScope, isChosen: boolean): void {
  const path = reader
    .expect(/^\$[\w.]+/)
    .slice(1)
    .split('.');
  reader.expect(/^\s*=\s*/);
  const value = expression(reader, scope, isChosen);
  reader.expect(/^\s*\)/);
  if (!isChosen) return;
  const last = path.pop() ?? '';
  let target = scope;
  for (const name of path) target = (target[name] ??= {}) as TemplateScope;
  target[last] = value;
}

function condition(reader: Reader, scope: TemplateScope, isChosen: boolean): boolean {
  const left = expression(reader, scope, isChosen);
  const operator = reader.take(/^\s*(==|!=)\s*/)?.trim();
  if (operator === undefined) return left !== undefined && left !== null && left !== false;
  const isEqual = left === expression(reader, scope, isChosen);
  return operator === '==' ? isEqual : !isEqual;
}

function expression(reader: Reader, scope: TemplateScope, isChosen: boolean): TemplateValue {
  const number = reader.take(/^\d+/);
  if (number !== undefined) return Number(number);
  const plain = reader.take(/^'[^']*'/);
  if (plain !== undefined) return plain.slice(1, -1);
  const quoted = reader.take(/^"[^"]*"/);
  if (quoted !== undefined) return renderBlock(new Reader(quoted.slice(1, -1)), scope, isChosen);
  return reference(reader, scope, isChosen).value;
}

/** A reference to nothing is written as it stands; after `$!` as nothing. */
function reference(reader: Reader, scope: TemplateScope, isChosen: boolean) {
  const start = reader.position;
  const isQuiet = reader.expect(/^\$!?/) === '$!';
  let value = scope[reader.expect(/^\w+/)];
  for (
    let name = reader.take(/^\.(?=[A-Za-z])\w+/);
    name !== undefined;
    name = reader.take(/^\.(?=[A-Za-z])\w+/)
  ) {
    const member = name.slice(1);
    const given = reader.take(/^\(/) === undefined ? undefined : givenTo(reader, scope, isChosen);
    if (isChosen) value = given ? call(reader, value, member, given) : memberOf(value, member);
  }
  const unknown = isQuiet ? '' : reader.since(start);
  return { value, text: isChosen ? textOf(value, unknown) : '' };
}

function givenTo(reader: Reader, scope: TemplateScope, isChosen: boolean): readonly string[] {
  const given: string[] = [];
  while (reader.take(/^\s*\)/) === undefined) {
    given.push(textOf(expression(reader, scope, isChosen), ''));
    reader.take(/^\s*,\s*/);
  }
  return given;
}

function memberOf(value: TemplateValue, name: string): TemplateValue {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as TemplateScope)[name];
}

/** A method of Java's String. */
const textMethods: Readonly<Record<string, (text: string, one: string, other: string) => TemplateValue>> = {
  contains: (text, part) => text.includes(part),
  replaceAll: (text, pattern, replacement) => text.replaceAll(new RegExp(pattern, 'g'), replacement),
  substring: (text, from) => text.slice(Number(from)),
};

function call(reader: Reader, of: TemplateValue, name: string, given: readonly string[]): TemplateValue {
  if (typeof of === 'string' && Object.hasOwn(textMethods, name)) {
    const [one = '', other = ''] = given;
    return textMethods[name]?.(of, one, other);
  }
  const method = memberOf(of, name);
  if (typeof method === 'function') return method(...given);
  if (of === undefined || of === null) return undefined;
  throw reader.refuse(`There is no method ${name}`);
}

function textOf(value: TemplateValue, unknown: string): string {
  if (value === undefined || value === null) return unknown;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A text that is read from its start to its end. */
class Reader {
  readonly #text: string;
  position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get rest(): string {
    return this.#text.slice(this.position);
  }

  get atEnd(): boolean {
    return this.position >= this.#text.length;
  }

  since(start: number): string {
    return this.#text.slice(start, this.position);
  }

  take(pattern: RegExp): string | undefined {
    const [found] = pattern.exec(this.rest) ?? [];
    this.position += found?.length ?? 0;
    return found;
  }

  expect(pattern: RegExp): string {
    const found = this.take(pattern);
    if (found === undefined) throw this.refuse(`${pattern.source} is expected`);
    return found;
  }

  refuse(message: string): Error {
    return new Error(`${message} in the mapping template at '${this.rest.slice(0, 40)}'.`);
  }
}
