import { brokenRow, checkRowSize } from './broken-row.ts';

/** A record, and the line that it begins in. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

type Place = 'start' | 'plain' | 'quoted' | 'closed';

/**
 * Reads comma-separated values piece by piece, by the letter of RFC 4180 (rfc-editor.org/rfc/rfc4180): quotes stand around
 * a whole field or nowhere, and two of them for one. Where that does not hold, a reader that guesses would move values
 * into other columns; so the record is broken. Lines without anything are no records.
 */
export class CsvRecords {
  #fields: string[] = [];
  #field = '';
  #place: Place = 'start';
  #line = 1;
  #beganInLine = 1;
  #length = 0;

  /** The records that end in this piece of the text. */
  *push(text: string): Generator<CsvRecord, void, undefined> {
    for (const character of text) {
      this.#length += 1;
      checkRowSize(this.#beganInLine, this.#length);
      if (this.#take(character)) yield* this.#endRecord();
      if (character === '\n') this.#endLine();
    }
  }

  /** The record that no line break ends. */
  *end(): Generator<CsvRecord, void, undefined> {
    if (this.#place === 'quoted') throw brokenRow(this.#beganInLine, 'a quote is never closed.');
    yield* this.#endRecord();
  }

  /** Whether the character ends the record. */
  #take(character: string): boolean {
    if (this.#place === 'quoted') {
      if (character === '"') this.#place = 'closed';
      else this.#field += character;
      return false;
    }
    if (character === '"') {
      this.#quote();
      return false;
    }
    if (character === ',') {
      this.#endField();
      return false;
    }
    if (character === '\n') return true;
    this.#add(character);
    return false;
  }

  #quote(): void {
    if (this.#place === 'plain') throw brokenRow(this.#line, 'a quote stands inside a field without quotes.');
    if (this.#place === 'closed') this.#field += '"';
    this.#place = 'quoted';
  }

  /** A carriage return counts only before a line feed: until then it waits at the end of its field. */
  #add(character: string): void {
    if (this.#place === 'closed') {
      if (character === '\r') return;
      throw brokenRow(this.#line, 'something follows a closing quote.');
    }
    this.#field += character;
    this.#place = 'plain';
  }

  #endField(): void {
    this.#fields.push(this.#field);
    this.#field = '';
    this.#place = 'start';
  }

  *#endRecord(): Generator<CsvRecord, void, undefined> {
    if (this.#place === 'plain' && this.#field.endsWith('\r')) this.#field = this.#field.slice(0, -1);
    const isQuoted = this.#place === 'closed';
    this.#endField();
    const fields = this.#fields;
    this.#fields = [];
    if (fields.length > 1 || fields[0] !== '' || isQuoted) yield { line: this.#beganInLine, fields };
  }

  #endLine(): void {
    this.#line += 1;
    if (this.#place === 'quoted') return;
    this.#beganInLine = this.#line;
    this.#length = 0;
  }
}
