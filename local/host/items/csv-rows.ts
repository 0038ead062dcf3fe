/**
 * Reads delimited text piece by piece, as Step Functions does (input-output-itemreader.html, on CSV):
 *
 * - A field in quotes may hold delimiters and line breaks.
 * - Two quotes stand for one, in a field without quotes too.
 * - A backslash takes a delimiter, a quote or a backslash literally; before anything else it is dropped.
 *
 * Lines with nothing in them are no rows.
 */
export class CsvRows {
  readonly #delimiter: string;
  #row: string[] = [];
  #field = '';
  #state: FieldState = 'start';
  /** What comes after a quote or a backslash decides what it is; it may be in the next piece. */
  #pending: '"' | '\\' | '' = '';

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The rows that end in this piece of the text. */
  push(text: string): string[][] {
    const rows: string[][] = [];
    for (const character of text) {
      if (this.#take(character)) rows.push(this.#endRow());
    }
    return rows.filter(hasContent);
  }

  /** The row that no line break ends. */
  end(): string[][] {
    this.#settleQuote('');
    return [this.#endRow()].filter(hasContent);
  }

  /** Whether the character ends the row. */
  #take(character: string): boolean {
    if (this.#pending === '\\') return this.#takeEscaped(character);
    if (this.#pending === '"' && this.#settleQuote(character)) return false;
    if (character === '"' || character === '\\') {
      this.#pending = character;
      return false;
    }
    if (this.#state === 'quoted') {
      this.#field += character;
      return false;
    }
    if (character === this.#delimiter) {
      this.#endField();
      return false;
    }
    if (character === '\n') return true;
    this.#add(character);
    return false;
  }

  #takeEscaped(character: string): false {
    this.#pending = '';
    this.#add(character);
    return false;
  }

  /** A quote has come before this character. True when the character is a quote too, and used up. */
  #settleQuote(character: string): boolean {
    if (this.#pending !== '"') return false;
    this.#pending = '';
    if (this.#state === 'start') {
      this.#state = 'quoted';
      if (character !== '"') return false;
      this.#pending = '"';
      return true;
    }
    if (character === '"') {
      this.#add('"');
      return true;
    }
    this.#state = this.#state === 'quoted' ? 'plain' : 'quoted';
    return false;
  }

  #add(character: string): void {
    this.#field += character;
    if (this.#state === 'start') this.#state = 'plain';
  }

  #endField(): void {
    this.#row.push(this.#field);
    this.#field = '';
    this.#state = 'start';
  }

  #endRow(): string[] {
    if (this.#state === 'plain' && this.#field.endsWith('\r')) this.#field = this.#field.slice(0, -1);
    this.#endField();
    const row = this.#row;
    this.#row = [];
    return row;
  }
}

type FieldState = 'start' | 'plain' | 'quoted';

function hasContent(row: readonly string[]): boolean {
  return row.length > 1 || row[0] !== '';
}
