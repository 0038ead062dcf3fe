/** A row as the file has it. */
export interface SourceRow {
  /** In Parquet, the number of the row. */
  readonly line: number;
  readonly values: ReadonlyMap<string, unknown>;
}
