/**
 * Opens DuckDB in memory, lays the sample tables over it as views of a read-only file, and locks
 * it: from then on no statement reaches files, the network or a setting.
 */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { parseCreateTable, quoted } from '../dialect/ddl.js';
import { ABSENT_GEO_MACROS, GEO_MACROS, MACROS } from '../dialect/functions.js';
import { tokenize } from '../dialect/tokens.js';
import { Catalog, type Table } from './catalog.js';
import { prepareSamples } from './samples/sample-file.js';
import type { SampleTable } from './samples/sample-table.js';
import { loadSpatialExtension } from './spatial.js';

/** Where the prepared file is attached. */
const SAMPLES = 'samples';

/** HeavyDB divides integers to integers, and Calcite takes nulls for the highest values. */
const SETTINGS: Record<string, string> = {
  integer_division: 'true',
  default_null_order: 'nulls_last_on_asc_first_on_desc',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  // Of an extension that pip has checked already; DuckDB's own check takes 200 ms.
  allow_unsigned_extensions: 'true'
};

const LOCKS = [
  // The one of the spatial extension fails where a filter computes with `rowid`.
  "SET GLOBAL disabled_optimizers = 'extension'",
  "SET GLOBAL TimeZone = 'UTC'",
  'SET GLOBAL enable_external_access = false',
  'SET GLOBAL lock_configuration = true'
];

export type DatabaseOptions = {
  name: string;
  /** What it begins with, out of the file that is prepared in `dataDir`. */
  samples?: { tables: readonly SampleTable[]; dataDir: string };
  /** The file of DuckDB's spatial extension; geo functions fail without it. */
  spatial?: string;
};

export class Database {
  private constructor(
    private readonly _instance: DuckDBInstance,
    readonly catalog: Catalog
  ) {}

  /** The names of DuckDB's own functions, in lower case. */
  get duckdbFunctions(): ReadonlySet<string> {
    return this._functions;
  }

  static async open(options: DatabaseOptions): Promise<Database> {
    const instance = await DuckDBInstance.create(':memory:', SETTINGS);
    const database = new Database(instance, new Catalog(options.name));
    await database.using(async connection => {
      if (options.samples) {
        const { tables, dataDir } = options.samples;
        const file = await prepareSamples(dataDir);
        await connection.run(
          `ATTACH '${file.replace(/'/g, "''")}' AS ${SAMPLES} (READ_ONLY)`
        );
        await database._showSamples(connection, tables);
      }
      if (options.spatial !== undefined) {
        await loadSpatialExtension(connection, options.spatial);
      }
      database._functions = await functionNames(connection);
      const geo =
        options.spatial === undefined ? ABSENT_GEO_MACROS : GEO_MACROS;
      for (const statement of [...MACROS, ...geo, ...LOCKS]) {
        await connection.run(statement);
      }
    });
    return database;
  }

  get name(): string {
    return this.catalog.database;
  }

  connect(): Promise<DuckDBConnection> {
    return this._instance.connect();
  }

  /** Runs `work` with a connection of its own. */
  async using<T>(
    work: (connection: DuckDBConnection) => Promise<T>
  ): Promise<T> {
    const connection = await this.connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  }

  /** Before the first change of a sample table: copies it from the file into memory. */
  async makeWritable(
    name: string,
    connection: DuckDBConnection
  ): Promise<void> {
    const table = this.catalog.find(name);
    if (table?.untouched) {
      const copy = this._copies.get(table) ?? copySample(table, connection);
      this._copies.set(table, copy);
      await copy.finally(() => this._copies.delete(table));
    }
  }

  /** Drops what is in it. Sessions may go on to use it and find it empty. */
  async clear(): Promise<void> {
    await this.using(async connection => {
      for (const { name, viewSql, untouched } of this.catalog.tables) {
        const kind = viewSql || untouched ? 'VIEW' : 'TABLE';
        await connection.run(`DROP ${kind} ${quoted(name)}`);
        this.catalog.remove(name);
      }
    });
  }

  close(): void {
    this._instance.closeSync();
  }

  private async _showSamples(
    connection: DuckDBConnection,
    tables: readonly SampleTable[]
  ): Promise<void> {
    for (const { definition } of tables) {
      const { name, columns = [] } = parseCreateTable(tokenize(definition));
      await connection.run(
        `CREATE VIEW ${quoted(name)} AS FROM ${SAMPLES}.main.${quoted(name)}`
      );
      this.catalog.add({ name, columns, untouched: true });
    }
  }

  /** Those under way: several statements may wait for one. */
  private readonly _copies = new Map<Table, Promise<void>>();
  private _functions: ReadonlySet<string> = new Set();
}

async function copySample(
  table: Table,
  connection: DuckDBConnection
): Promise<void> {
  const name = quoted(table.name);
  await connection.run('BEGIN');
  try {
    await connection.run(`DROP VIEW ${name}`);
    await connection.run(
      `CREATE TABLE ${name} AS FROM ${SAMPLES}.main.${name}`
    );
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK');
    throw error;
  }
  table.untouched = false;
}

async function functionNames(
  connection: DuckDBConnection
): Promise<ReadonlySet<string>> {
  const reader = await connection.runAndReadAll(
    'SELECT DISTINCT lower(function_name) FROM duckdb_functions()'
  );
  return new Set(reader.getRows().map(([name]) => String(name)));
}
