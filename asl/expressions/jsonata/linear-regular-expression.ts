import type { RE2JS } from 're2js';
import { compileRegularExpression } from '../regular-expression.ts';

/** The part of RegExp that jsonata uses, in linear time. */
export class LinearRegularExpression {
  lastIndex = 0;
  readonly #expression: RE2JS;

  constructor({ source, flags }: RegExp) {
    this.#expression = compileRegularExpression(source, flags);
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
