/** An S3 object to be written, and how many results it holds. */
export interface ResultFile {
  readonly bucket: string;
  readonly key: string;
  readonly body: string;
  readonly executionCount: number;
  readonly itemCount: number;
}
