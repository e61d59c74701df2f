/** Reads the rows that the browser draws from. Keeps them, so that pan and zoom need no query. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { SidecarError } from '../sidecar/sidecar-error';
import { SqlStatement } from '../sql/statement';
import type { IConnection } from '../tokens';
import type { Row, VegaSpec } from '../vega/vega-spec';
import { sourcesOf, type VegaSource } from '../vega/sources';
import { VegaError } from '../vega/vega-error';
import type { SourceRows } from './picture';

/** More rows per `data` are not read: a browser draws no more in a reasonable time. */
export const MAX_ROWS = 100_000;

export type ReadOptions = {
  connection: IConnection;
  signal: AbortSignal;
  /** Called with the number of rows so far. */
  onProgress: (name: string, rows: number) => void;
};

export type Sources = {
  rows: ReadonlyMap<string, readonly Row[]>;
  counts: SourceRows[];
};

type Kept = { rows: readonly Row[]; isCut: boolean };

export class SourceReader {
  constructor(private readonly _trans: TranslationBundle) {}

  /** Forgets all rows. */
  clear(): void {
    this._kept.clear();
  }

  /**
   * The rows of every `data` with SQL; only the queries that have not been read are run. Rejects with
   * a {@link SidecarError}, or with a {@link VegaError} at the SQL that fails or does more than read.
   */
  async read(spec: VegaSpec, options: ReadOptions): Promise<Sources> {
    const rows = new Map<string, readonly Row[]>();
    const counts: SourceRows[] = [];
    const used = new Map<string, Kept>();
    for (const source of sourcesOf(spec)) {
      const { name, sql } = source;
      const kept = this._kept.get(sql) ?? (await this._query(source, options));
      used.set(sql, kept);
      rows.set(name, kept.rows);
      counts.push({ name, rows: kept.rows.length, isCut: kept.isCut });
    }
    this._kept = used;
    return { rows, counts };
  }

  private async _query(
    { name, sql, path }: VegaSource,
    { connection, signal, onProgress }: ReadOptions
  ): Promise<Kept> {
    const statement = new SqlStatement(sql, null);
    if (!statement.onlyReads) {
      throw new VegaError(
        this._trans.__(
          'The SQL of “%1” does more than read. A picture changes nothing.',
          name
        ),
        path
      );
    }
    const [{ table, summary }, { tableRows }] = await Promise.all([
      connection.client
        .query(statement, {
          rowLimit: MAX_ROWS,
          signal,
          onProgress: ({ rows }) => onProgress(name, rows)
        })
        .catch((error: unknown) => {
          throw error instanceof SidecarError && error.code === 'query_failed'
            ? new VegaError(error.message, path)
            : error;
        }),
      import('./table-rows')
    ]);
    return { rows: table ? tableRows(table) : [], isCut: summary.more };
  }

  private _kept = new Map<string, Kept>();
}
