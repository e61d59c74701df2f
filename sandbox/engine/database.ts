/**
 * Opens DuckDB in memory, lays the sample tables over it as views of a read-only file, and locks
 * it: from then on no statement reaches files, the network or a setting.
 */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { parseCreateTable, quoted } from '../dialect/ddl.js';
import { MACROS } from '../dialect/functions.js';
import { tokenize } from '../dialect/tokens.js';
import { Catalog } from './catalog.js';
import { prepareSamples } from './sample-file.js';
import type { SampleTable } from './sample-table.js';

/** Where the prepared file is attached. */
const SAMPLES = 'samples';

/** HeavyDB divides integers to integers, and Calcite takes nulls for the highest values. */
const SETTINGS: Record<string, string> = {
  integer_division: 'true',
  default_null_order: 'nulls_last_on_asc_first_on_desc',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false'
};

const LOCKS = [
  "SET GLOBAL TimeZone = 'UTC'",
  'SET GLOBAL enable_external_access = false',
  'SET GLOBAL lock_configuration = true'
];

export type DatabaseOptions = {
  name: string;
  /** What it begins with, out of the file that is prepared in `dataDir`. */
  samples?: { tables: readonly SampleTable[]; dataDir: string };
};

export class Database {
  private constructor(
    private readonly _instance: DuckDBInstance,
    readonly catalog: Catalog
  ) {}

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
      for (const statement of [...MACROS, ...LOCKS]) {
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
      table.untouched = false;
      await connection.run(`DROP VIEW ${quoted(table.name)}`);
      await connection.run(
        `CREATE TABLE ${quoted(table.name)} AS FROM ${SAMPLES}.main.${quoted(table.name)}`
      );
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
}
