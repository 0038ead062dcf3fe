import type { Diagnostic } from '../../asl/validate/diagnostic.ts';
import { plainMessage } from './definition/plain-message.ts';
import { table } from './table.ts';

/** What the validator has to say about one definition. */
export interface FileReport {
  readonly file: string;
  readonly diagnostics: readonly Finding[];
}

/** A diagnostic, or that there was nothing to judge. */
type Finding = Pick<Diagnostic, 'severity' | 'message' | 'pointer' | 'state'> & {
  readonly code: Diagnostic['code'] | typeof unreadableCode;
};

const unreadableCode = 'UNREADABLE';

/** A script finds an entry for everything that it asked about, so this is one too. */
export function unreadable(file: string, message: string): FileReport {
  return { file, diagnostics: [{ severity: 'ERROR', code: unreadableCode, message, pointer: '' }] };
}

export function isUnreadable({ diagnostics }: FileReport): boolean {
  return diagnostics.some(({ code }) => code === unreadableCode);
}

/** For scripts: one array, with the same members in every entry; what is in no state has null for one. */
export function reportAsJson(reports: readonly FileReport[]): string {
  const plain = reports.map(({ file, diagnostics }) => ({
    file,
    diagnostics: diagnostics.map(({ severity, code, message, pointer, state }) => ({
      severity,
      code,
      message,
      pointer,
      state: state ?? null,
    })),
  }));
  return JSON.stringify(plain, null, 2);
}

/** For people: by file, then by state, and a last line that counts. */
export function reportInWords(reports: readonly FileReport[]): string {
  return [...reports.map(fileInWords), countsInWords(reports)].join('\n\n');
}

function fileInWords({ file, diagnostics }: FileReport): string {
  if (diagnostics.length === 0) return `${file}\n  nothing to say against it`;
  const byState = Map.groupBy(diagnostics, ({ state }) => state);
  return [file, ...[...byState].map(([state, found]) => stateInWords(state, found))].join('\n');
}

/** Under the code. */
const messageIndent = ' '.repeat(13);

function stateInWords(state: string | undefined, found: readonly Finding[]): string {
  const heads = table(found.map(headOf)).split('\n');
  const entries = found.map(
    (diagnostic, index) => `    ${heads[index]}\n${messageIndent}${plainMessage(diagnostic)}`,
  );
  return [`  ${state ?? 'the state machine'}`, ...entries].join('\n');
}

function headOf({ severity, code, pointer }: Finding): readonly string[] {
  return [severity.toLowerCase().padEnd('warning'.length), code, pointer || 'the whole document'];
}

function countsInWords(reports: readonly FileReport[]): string {
  const all = reports.flatMap(({ diagnostics }) => diagnostics);
  const errors = all.filter(({ severity }) => severity === 'ERROR').length;
  const counts = [counted(errors, 'error'), counted(all.length - errors, 'warning')].join(', ');
  return `${counts} in ${counted(reports.length, 'definition')}.`;
}

function counted(number: number, what: string): string {
  return `${number === 0 ? 'no' : number} ${what}${number === 1 ? '' : 's'}`;
}
