import { createWriteStream, type WriteStream } from 'node:fs';

/** Records as lines of JSON, in a file or on the standard error. */
export interface LogLines {
  readonly write: (record: object) => void;
  readonly close: () => Promise<void>;
}

/** The file is opened with the first record, and appended to. */
export function logLines(path: string | undefined): LogLines {
  let file: WriteStream | undefined;
  return {
    write: (record) => {
      const line = `${JSON.stringify(record)}\n`;
      if (path === undefined) process.stderr.write(line);
      else (file ??= createWriteStream(path, { flags: 'a' }).on('error', complain)).write(line);
    },
    close: () => new Promise((resolve) => (file === undefined ? resolve() : file.end(resolve))),
  };
}

function complain(error: Error): void {
  console.error(`The log cannot be written: ${error.message}`);
}
