/** The known schema of each database: one cache per connection, made on first use. */
import type { IDisposable } from '@lumino/disposable';
import type { IConnection, ISchema, ISchemas, ISqlEditors } from '../tokens';
import { SchemaCache } from './cache';
import { askScalar } from './scalar';

export class Schemas implements ISchemas, IDisposable {
  constructor(
    private readonly _options: {
      /** The executed statements. */
      editors: Pick<ISqlEditors, 'statementExecuted'>;
    }
  ) {}

  of(connection: IConnection): ISchema {
    let schema = this._caches.get(connection);
    if (!schema) {
      schema = new SchemaCache({
        connection,
        editors: this._options.editors,
        countRows: async table => {
          const { countSql } = await import('./statements');
          const count = await askScalar(connection.client, countSql(table));
          return typeof count === 'bigint' ? count : Number(count);
        }
      });
      this._caches.set(connection, schema);
    }
    return schema;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._caches.forEach(cache => cache.dispose());
    this._caches.clear();
  }

  private _isDisposed = false;
  private readonly _caches = new Map<IConnection, SchemaCache>();
}
