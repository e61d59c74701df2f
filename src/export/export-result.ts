/**
 * Exports a result to a file: fetches missing rows, encodes and writes them piece by piece, and
 * renames the file when it is complete. Knows no view.
 */
import type { QueryProgress } from '../sidecar/query';
import { PathExt } from '@jupyterlab/coreutils';
import { UUID } from '@lumino/coreutils';
import type { Table } from 'apache-arrow';
import { SqlStatement } from '../sql/statement';
import { freeName, isThere } from '../files/free-name';
import type { IConnection, ISqlResult } from '../tokens';
import type { IExportFormat, OptionValues } from './formats/export-format';
import { PartialFile, type ContentsDrive } from './partial-file';

/** Destination of the file. */
export type ExportTarget = {
  /** Drive and path of the folder, as in the file browser; empty for the root. */
  folder: string;
  name: string;
  /** Replace a file with that name; otherwise a taken name gets a number. */
  overwrite: boolean;
};

export type ExportProgress =
  | ({ phase: 'querying' } & QueryProgress)
  | { phase: 'writing'; rows: number; totalRows: number; bytes: number }
  /** From here on it can no longer be cancelled. */
  | { phase: 'finishing' };

export type ExportOutcome =
  | {
      kind: 'exported';
      path: string;
      rows: number;
      bytes: number;
      /** The administrator's limit, where it left rows out; otherwise `null`. */
      maxRows: number | null;
    }
  /** `leftover`: the path of a partial file that could not be deleted; otherwise `null`. */
  | { kind: 'cancelled'; leftover: string | null }
  | { kind: 'failed'; error: unknown; leftover: string | null };

export type ExportOptions = {
  format: IExportFormat;
  /** Of the format. */
  options: OptionValues;
  result: Pick<ISqlResult, 'sql' | 'isQuery' | 'table' | 'summary'>;
  target: ExportTarget;
  client: Pick<IConnection['client'], 'query'>;
  contents: ContentsDrive;
  signal: AbortSignal;
  onProgress: (progress: ExportProgress) => void;
};

/**
 * Suffix of an incomplete file. Jupyter leaves `*~` out of listings (`hide_globs`): renaming a
 * listed file during a listing makes Jupyter answer 404 for the folder.
 */
const PARTIAL = '.part~';

/** True if rows are missing that running the query again would bring. Nothing else runs twice. */
export const runsAgain = ({
  isQuery,
  summary
}: Pick<ISqlResult, 'isQuery' | 'summary'>): boolean =>
  summary.more && summary.maxRows === undefined && isQuery;

/** Never rejects. */
export async function exportResult(
  options: ExportOptions
): Promise<ExportOutcome> {
  const { contents, target, format, signal, onProgress } = options;
  const partial = pathOf(target, `${target.name}.${shortId()}${PARTIAL}`);
  const file = new PartialFile({
    contents,
    path: partial,
    mimeType: format.mimeType
  });
  try {
    const { table, maxRows } = await completeTable(options);
    await writeTable(options, { table, file });
    signal.throwIfAborted();
    onProgress({ phase: 'finishing' });
    await file.finish();
    const path = await giveName(options, file);
    return {
      ...{ kind: 'exported', path, maxRows },
      rows: table.numRows,
      bytes: file.size
    };
  } catch (error) {
    const leftover = (await file.discard()) ? null : partial;
    return signal.aborted
      ? { kind: 'cancelled', leftover }
      : { kind: 'failed', error, leftover };
  }
}

async function completeTable({
  result,
  client,
  signal,
  onProgress
}: ExportOptions): Promise<{ table: Table; maxRows: number | null }> {
  signal.throwIfAborted();
  if (!runsAgain(result)) {
    return {
      table: result.table.arrow,
      maxRows: result.summary.maxRows ?? null
    };
  }
  onProgress({ phase: 'querying', bytes: 0, expectedBytes: null, rows: 0 });
  const { table, summary } = await client.query(
    new SqlStatement(result.sql, null),
    {
      rowLimit: null,
      signal,
      onProgress: progress => onProgress({ phase: 'querying', ...progress })
    }
  );
  if (!table) {
    throw new Error('The query no longer returns a table.');
  }
  return { table: table.arrow, maxRows: summary.maxRows ?? null };
}

async function writeTable(
  { format, options, signal, onProgress }: ExportOptions,
  { table, file }: { table: Table; file: PartialFile }
): Promise<void> {
  const progress = { phase: 'writing', totalRows: table.numRows } as const;
  onProgress({ ...progress, rows: 0, bytes: 0 });
  for await (const piece of format.encode(table, options)) {
    signal.throwIfAborted();
    await file.write(piece.bytes);
    onProgress({ ...progress, rows: piece.rows, bytes: file.size });
    await nextTask();
  }
}

/** Renames the complete file and returns its path. */
async function giveName(
  { contents, target }: ExportOptions,
  file: PartialFile
): Promise<string> {
  const isTaken = (name: string): Promise<boolean> =>
    isThere(contents, pathOf(target, name));
  if (target.overwrite && (await isTaken(target.name))) {
    await contents.delete(pathOf(target, target.name));
    // There is no other copy now.
    file.keep();
  }
  const path = pathOf(target, await freeName(target.name, isTaken));
  await file.rename(path);
  return path;
}

const pathOf = ({ folder }: ExportTarget, name: string): string =>
  PathExt.join(folder, name);

const shortId = (): string => UUID.uuid4().slice(0, 8);

/** Lets the page respond to the user. Unlike a timer, it is not slowed down in a hidden tab. */
const nextTask = (): Promise<void> =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
