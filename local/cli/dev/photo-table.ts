import { duration, table } from '../table.ts';
import type { OutFolder } from './photo-output.ts';
import type { PhotoReport } from './photo-report.ts';

export function progressLine({ file, status, seconds, error }: PhotoReport): string {
  const reason = error === null ? '' : `: ${error.name}`;
  return `${file}  ${status}${reason}  ${duration(seconds * 1000)}`;
}

/** The photos as a table, the failures in sentences, and where everything lies. */
export function photoTable(reports: readonly PhotoReport[], outFolder: OutFolder): string {
  const rows = reports.map(rowOf);
  const failures = reports.flatMap(({ file, error }) =>
    error === null ? [] : [`${file}: ${error.message}`],
  );
  const parts = [
    table([['photo', 'status', 'size', 'taken', 'thumbnails', 'labels', 'took'], ...rows]),
    failures.join('\n'),
    mockedSentence(reports),
    `Thumbnails and records: ${outFolder.path}`,
  ];
  return `\n${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function rowOf(report: PhotoReport): readonly string[] {
  const { file, status, error, uprightSize, takenAt, thumbnails, labels, seconds } = report;
  return [
    file.split(/[\\/]/).at(-1) ?? file,
    error === null ? status : `${status} ${error.name}`,
    uprightSize ? `${uprightSize.width}x${uprightSize.height}` : '',
    takenAt?.slice(0, 10) ?? '',
    thumbnails.map(({ width, height, type }) => `${type} ${width}x${height}`).join(', '),
    labels.map(({ name }) => name).join(', ') || skippedLabels(report),
    duration(seconds * 1000),
  ];
}

function skippedLabels({ missing }: PhotoReport): string {
  const labels = missing.find(({ part }) => part === 'labels');
  if (labels === undefined) return '';
  return labels.error === undefined ? 'skipped' : labels.error;
}

/** A mocked answer looks like a real one; nobody shall take it for one. */
function mockedSentence(reports: readonly PhotoReport[]): string {
  const states = new Set(reports.flatMap(({ mocked }) => mocked));
  if (states.size === 0) return '';
  return `Mocked: the answers of ${[...states].join(' and ')}, which are the same for every photo. AWS_ENDPOINT_URL_REKOGNITION names a service to ask.`;
}
