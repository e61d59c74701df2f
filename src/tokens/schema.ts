/** What the databases hold. */
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type {
  SchemaColumnsReply,
  SchemaReply,
  SchemaTable
} from '../../server/protocol';
import type { IConnection } from './connections';

/** Something that is asked for: `value` stays from before while it is asked for again. */
export type Loadable<T> = {
  state: 'loading' | 'ready' | 'failed';
  value: T | null;
  /** For the user; empty unless failed. */
  message: string;
};

/**
 * What the database holds, as far as somebody has asked. `load…` asks unless it is known, and
 * never rejects; what came of it, and whether it is out of date, is told by {@link changed}.
 */
export interface ISchema {
  /** Whose it is. */
  readonly connection: IConnection;
  /** Emitted when anything below has changed. */
  readonly changed: ISignal<ISchema, void>;
  /** `null` before anybody asked. */
  readonly schema: Loadable<SchemaReply> | null;
  /** Tables and views of the session's database; empty while not known. */
  readonly tables: readonly SchemaTable[];
  /** Finds a table as the database does: whatever the case of the letters. */
  table(name: string): SchemaTable | null;
  columns(table: string): Loadable<SchemaColumnsReply> | null;
  /** Of another database; empty also where it does not let them be seen. */
  tablesOf(database: string): Loadable<SchemaTable[]> | null;
  /** `null` while not known. */
  rowCount(table: string): number | bigint | null;
  load(): Promise<void>;
  loadColumns(table: string): Promise<void>;
  loadTablesOf(database: string): Promise<void>;
  loadRowCount(table: string): Promise<void>;
  /** Asks for the tables again; all else is asked for again when next loaded. */
  refresh(): Promise<void>;
  refreshTable(table: string): Promise<void>;
}

/** What each database holds, kept apart by connection. */
export interface ISchemas {
  /** The same object at each call, made at the first. */
  of(connection: IConnection): ISchema;
}

export const ISchemas = new Token<ISchemas>(
  'jupyterlab-omnisci:ISchemas',
  'The tables and columns of the connected databases.'
);
