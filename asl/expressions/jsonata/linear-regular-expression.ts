import { RE2JS } from 're2js';

/**
 * The part of RegExp that jsonata uses, on RE2, whose time is linear in the text: `/^(a+)+$/` cannot hold up the engine.
 * Differs from AWS: no lookaround and no references back into the match.
 */
export class LinearRegularExpression {
  lastIndex = 0;
  readonly #expression: RE2JS;

  constructor({ source, flags }: RegExp) {
    const multiline = flags.includes('m') ? RE2JS.MULTILINE : 0;
    const caseInsensitive = flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0;
    this.#expression = RE2JS.compile(RE2JS.translateRegExp(source), multiline | caseInsensitive);
  }

  /** As `RegExp.prototype.exec` with the flag `g`: continues at `lastIndex`. */
  exec(text: string): ((string | undefined)[] & { index: number }) | null {
    const matcher = this.#expression.matcher(text);
    if (this.lastIndex > text.length || !matcher.find(this.lastIndex)) {
      this.lastIndex = 0;
      return null;
    }
    this.lastIndex = matcher.end();
    const groups = Array.from(
      { length: matcher.groupCount() + 1 },
      (_, group) => matcher.group(group) ?? undefined,
    );
    return Object.assign(groups, { index: matcher.start() });
  }
}
