/**
 * The known tables and columns of the database: requested on demand, kept, and requested again
 * after a statement that changes it. Knows no view; failures are states, never rejections.
 */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type {
  SchemaColumnsReply,
  SchemaReply,
  SchemaTable
} from '../../server/protocol';
import type { ConnectionStatus } from '../tokens';
import { type Entry, entryOf, expire, expireAll, newEntry } from './entries';
import { HANDOVER } from '../sidecar/route-address';
import { SidecarError } from '../sidecar/sidecar-error';
import type {
  IConnection,
  ISchema,
  ISqlEditors,
  Loadable,
  ExecutedStatement
} from '../tokens';

export type SchemaCacheOptions = {
  connection: IConnection;
  /** The executed statements; absent without editors. */
  editors?: Pick<ISqlEditors, 'statementExecuted'>;
  /** Number of rows of a table; may reject. */
  countRows: (table: string) => Promise<number | bigint>;
};

export class SchemaCache implements ISchema, IDisposable {
  constructor(options: SchemaCacheOptions) {
    this._options = options;
    this.connection = options.connection;
    const { status } = options.connection;
    this._identity = identityOf(status);
    this._isDown = status !== null && this._identity === null;
    options.connection.statusChanged.connect(this._onStatusChanged, this);
    options.editors?.statementExecuted.connect(this._onStatementExecuted, this);
  }

  readonly connection: IConnection;

  get schema(): Loadable<SchemaReply> | null {
    return this._schema;
  }

  get tables(): readonly SchemaTable[] {
    return this._schema?.value?.tables ?? [];
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._forget();
    Signal.clearData(this);
  }

  table(name: string): SchemaTable | null {
    if (this._byNameOf !== this.tables) {
      this._byNameOf = this.tables;
      this._byName = new Map(
        this.tables.map(table => [key(table.name), table])
      );
    }
    return this._byName.get(key(name)) ?? null;
  }

  columns(table: string): Loadable<SchemaColumnsReply> | null {
    return this._columns.get(key(table)) ?? null;
  }

  tablesOf(database: string): Loadable<SchemaTable[]> | null {
    return this._others.get(database) ?? null;
  }

  rowCount(table: string): number | bigint | null {
    return this._counts.get(key(table))?.value ?? null;
  }

  load(): Promise<void> {
    this._schema ??= newEntry();
    if (this._schema.state === 'failed') {
      expire(this._schema);
    }
    return this._fill(this._schema, () => this._ask(c => c.schema()));
  }

  loadColumns(table: string): Promise<void> {
    const name = this.table(table)?.name ?? table;
    return this._fill(entryOf(this._columns, key(table)), () =>
      this._ask(client => client.schemaColumns(name))
    );
  }

  loadTablesOf(database: string): Promise<void> {
    return this._fill(entryOf(this._others, database), async () => {
      const reply = await this._ask(client => client.schemaTables(database));
      return reply.tables ?? [];
    });
  }

  loadRowCount(table: string): Promise<void> {
    return this._fill(entryOf(this._counts, key(table)), () =>
      this._options.countRows(table)
    );
  }

  async refresh(): Promise<void> {
    const { connection } = this._options;
    if (connection.status && connection.status.state !== 'connected') {
      await connection.refresh();
    }
    this._expire();
    await this.load();
  }

  refreshTable(table: string): Promise<void> {
    for (const entry of [
      this._columns.get(key(table)),
      this._counts.get(key(table))
    ]) {
      expire(entry);
    }
    return this.loadColumns(table);
  }

  /**
   * Fills an entry unless it is fresh; simultaneous calls share one request. A failure stays until
   * it is expired, so that a caller that asks at every change does not loop.
   */
  private _fill<T>(entry: Entry<T>, ask: () => Promise<T>): Promise<void> {
    if (!entry.stale) {
      return entry.flight ?? Promise.resolve();
    }
    entry.stale = false;
    entry.state = 'loading';
    const epoch = this._epoch;
    const flight = ask()
      .then(
        value => ({ state: 'ready' as const, value, message: '' }),
        (error: unknown) => ({ state: 'failed' as const, ...messageOf(error) })
      )
      .then(found => {
        // Not after a change of user or database, and not if it was requested again meanwhile.
        if (epoch === this._epoch && entry.flight === flight) {
          Object.assign(entry, found, { flight: null });
          this._changed.emit();
        }
      });
    entry.flight = flight;
    this._changed.emit();
    return flight;
  }

  private async _ask<T>(
    call: (client: IConnection['client']) => Promise<T>
  ): Promise<T> {
    const { connection } = this._options;
    const status = await connection.ready();
    if (status.state !== 'connected') {
      throw new SidecarError(status.state, status.message);
    }
    try {
      return await call(connection.client);
    } catch (error) {
      if (error instanceof SidecarError && error.isConnectionError) {
        // Notifies all other listeners.
        void connection.refresh();
      }
      throw error;
    }
  }

  private _onStatusChanged(_: IConnection, status: ConnectionStatus): void {
    const identity = identityOf(status);
    const heals = identity !== null && this._isDown;
    this._isDown = identity === null;
    const wasWanted = this._schema !== null;
    const isOther =
      identity !== null &&
      this._identity !== null &&
      identity !== this._identity;
    this._identity = identity ?? this._identity;
    if (isOther) {
      this._forget();
    }
    // Not at every status: a call that keeps failing triggers a status request each time.
    if (wasWanted && (isOther || heals)) {
      this._expire();
      void this.load();
    }
    this._changed.emit();
  }

  private _onStatementExecuted(_: ISqlEditors, ran: ExecutedStatement): void {
    const isOwn = (ran.connection ?? HANDOVER) === this.connection.key;
    if (!isOwn || ran.outcome === 'failed') {
      return;
    }
    const { effect } = ran;
    if (effect === 'rows' || effect === 'schema') {
      this._counts.forEach(expire);
      this._changed.emit();
    }
    if (effect === 'schema' && this._schema) {
      void this.refresh();
    }
  }

  private _expire(): void {
    expire(this._schema);
    expireAll(this._columns);
    expireAll(this._others);
    expireAll(this._counts);
  }

  private _forget(): void {
    this._epoch++;
    this._schema = null;
    this._columns.clear();
    this._others.clear();
    this._counts.clear();
  }

  private _schema: Entry<SchemaReply> | null = null;
  /** Of the last connection, even while there is none. */
  private _identity: string | null;
  private _isDown: boolean;
  private _epoch = 0;
  private _isDisposed = false;
  private _byNameOf: readonly SchemaTable[] | null = null;
  private _byName = new Map<string, SchemaTable>();
  private readonly _columns = new Map<string, Entry<SchemaColumnsReply>>();
  private readonly _others = new Map<string, Entry<SchemaTable[]>>();
  private readonly _counts = new Map<string, Entry<number | bigint>>();
  private readonly _options: SchemaCacheOptions;
  private readonly _changed = new Signal<this, void>(this);
}

/** HeavyDB finds tables regardless of case. */
const key = (name: string): string => name.toLowerCase();

/** The connected user and database; `null` if nobody is connected. */
const identityOf = (status: ConnectionStatus | null): string | null =>
  status?.state === 'connected' && status.reply
    ? JSON.stringify([
        status.reply.user,
        status.reply.database,
        status.reply.connection
      ])
    : null;

const messageOf = (error: unknown): { message: string } => ({
  message: error instanceof Error ? error.message : String(error)
});
