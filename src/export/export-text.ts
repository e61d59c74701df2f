/** Texts about an export: its progress and its outcome. Pure. */
import { PathExt } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { SidecarError } from '../sidecar/sidecar-error';
import type { QueryProgress } from '../sidecar/query';
import type { ExportOutcome, ExportProgress } from './export-result';
import { ChunksNotTakenError } from './partial-file';

const UNITS = ['kB', 'MB', 'GB'];
/** Share of the progress bar for the query, if one is run. */
const QUERY_SHARE = 0.4;

/** A notification with a full bar closes itself. */
const NEARLY = 0.99;

/** `98 MB`, `1.2 kB`: as JupyterLab's file browser counts, in thousands. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 'B';
  for (const next of UNITS) {
    if (value < 999.5) {
      break;
    }
    value /= 1000;
    unit = next;
  }
  const digits = unit === 'B' || value >= 9.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${unit}`;
}

export function progressText(
  progress: ExportProgress,
  name: string,
  trans: TranslationBundle
): string {
  switch (progress.phase) {
    case 'querying':
      return progress.bytes === 0
        ? trans.__('Exporting %1: running the query again…', name)
        : trans.__(
            'Exporting %1: fetching %2 rows, %3…',
            name,
            progress.rows.toLocaleString('en'),
            fetchedText(progress, trans)
          );
    case 'writing':
      return trans.__(
        'Exporting %1: %2 of %3 rows, %4…',
        name,
        progress.rows.toLocaleString('en'),
        progress.totalRows.toLocaleString('en'),
        formatBytes(progress.bytes)
      );
    case 'finishing':
      return trans.__('Exporting %1: finishing…', name);
  }
}

/** `3.4 MB of 12 MB`, or `3.4 MB` if the total is unknown. */
const fetchedText = (
  { bytes, expectedBytes }: QueryProgress,
  trans: TranslationBundle
): string =>
  expectedBytes === null
    ? formatBytes(bytes)
    : trans.__('%1 of %2', formatBytes(bytes), formatBytes(expectedBytes));

/** Between 0 and 1; `null` if unknown. */
export function progressShare(
  progress: ExportProgress,
  hasQuery: boolean
): number | null {
  const before = hasQuery ? QUERY_SHARE : 0;
  switch (progress.phase) {
    case 'querying':
      return progress.expectedBytes
        ? (QUERY_SHARE * progress.bytes) / progress.expectedBytes
        : null;
    case 'writing':
      return Math.min(
        NEARLY,
        before +
          (1 - before) * (progress.rows / Math.max(1, progress.totalRows))
      );
    case 'finishing':
      return NEARLY;
  }
}

export function outcomeText(
  outcome: ExportOutcome,
  name: string,
  trans: TranslationBundle
): string {
  if (outcome.kind === 'exported') {
    const exported = trans._n(
      'Exported %2 row to %3 (%4)',
      'Exported %2 rows to %3 (%4)',
      outcome.rows,
      outcome.rows.toLocaleString('en'),
      PathExt.basename(outcome.path),
      formatBytes(outcome.bytes)
    );
    return outcome.maxRows === null
      ? exported
      : `${exported}. ${trans.__('Rows are missing: the administrator allows at most %1.', outcome.maxRows.toLocaleString('en'))}`;
  }
  const left =
    outcome.leftover === null
      ? ''
      : ` ${trans.__('The partial file is “%1”. The file browser does not show it.', outcome.leftover)}`;
  return outcome.kind === 'cancelled'
    ? trans.__('The export of %1 was cancelled.', name) + left
    : trans.__('%1 was not exported. %2', name, reason(outcome.error, trans)) +
        left;
}

function reason(error: unknown, trans: TranslationBundle): string {
  if (error instanceof SidecarError) {
    return error.message;
  }
  if (error instanceof ChunksNotTakenError) {
    return trans.__(
      'The storage of this folder does not accept files larger than 1 MB, because it does not support uploads in parts. Export fewer rows, or choose another folder.'
    );
  }
  const message = error instanceof Error ? error.message : String(error);
  return trans.__('The file could not be written: %1', message);
}
