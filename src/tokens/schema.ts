/** The schemas of the databases. */
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type {
  SchemaColumnsReply,
  SchemaReply,
  SchemaTable
} from '../../server/protocol';
import type { IConnection } from './connections';

/** A requested value; while it is requested again, `value` stays. */
export type Loadable<T> = {
  state: 'loading' | 'ready' | 'failed';
  value: T | null;
  /** For the user; empty unless failed. */
  message: string;
};

/**
 * The schema of a database, as far as it was requested. `load…` requests what is unknown and never
 * rejects; {@link changed} announces the result, and when it is out of date.
 */
export interface ISchema {
  /** The connection. */
  readonly connection: IConnection;
  /** Emitted when anything below changes. */
  readonly changed: ISignal<ISchema, void>;
  /** `null` before the first request. */
  readonly schema: Loadable<SchemaReply> | null;
  /** Tables and views of the session's database; empty while unknown. */
  readonly tables: readonly SchemaTable[];
  /** Finds a table as the database does, ignoring case. */
  table(name: string): SchemaTable | null;
  columns(table: string): Loadable<SchemaColumnsReply> | null;
  /** Of another database; also empty if it does not show them. */
  tablesOf(database: string): Loadable<SchemaTable[]> | null;
  /** `null` while unknown. */
  rowCount(table: string): number | bigint | null;
  load(): Promise<void>;
  loadColumns(table: string): Promise<void>;
  loadTablesOf(database: string): Promise<void>;
  loadRowCount(table: string): Promise<void>;
  /** Requests the tables again; everything else is requested again when it is next loaded. */
  refresh(): Promise<void>;
  refreshTable(table: string): Promise<void>;
}

/** The schemas of the databases, one per connection. */
export interface ISchemas {
  /** Always the same object, made on first use. */
  of(connection: IConnection): ISchema;
}

export const ISchemas = new Token<ISchemas>(
  'jupyterlab-omnisci:ISchemas',
  'The tables and columns of the connected databases.'
);
