/** SVG as text: attributes that are undefined are left out, numbers are rounded to what an eye can tell apart. */
export function element(
  name: string,
  attributes: { readonly [name: string]: string | number | undefined },
  ...children: readonly string[]
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? rounded(value) : escaped(value ?? '')}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

/** One line of text; `x` and `y` are the start of its baseline. */
export function textElement(x: number, y: number, cssClass: string, text: string): string {
  return element('text', { x, y, class: cssClass }, escaped(text));
}

export function titleElement(text: string): string {
  return element('title', {}, escaped(text));
}

export function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Characters that XML 1.0 cannot hold at all become spaces. */
export function escaped(text: string): string {
  return text
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character)
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, ' ');
}
