/** Methods that create a table and load values into it. */
import type {
  TColumn,
  TColumnType,
  TCreateParams,
  TRow,
  TStringRow
} from '../../../server/thrift/generated/heavydb_types.js';
import { quoted } from '../../dialect/ddl.js';
import { type Load, load } from '../../engine/changes/load.js';
import { DatabaseError } from '../../errors.js';
import { typeAndDefault } from '../../types/column-type.js';
import { arrowTexts, batchOf } from '../loads/arrow-texts.js';
import { columnTexts, datumText } from '../loads/column-texts.js';
import { columnTypeOf } from '../loads/type-of.js';
import { answerIn, asDatabaseError, type Services } from './services.js';

export const loadMethods = (services: Services) => ({
  create_table: (
    session: string,
    table_name: string,
    row_desc: TColumnType[],
    _create_params: TCreateParams
  ): Promise<void> =>
    answerIn(services, session, found => {
      if (!isName(table_name)) {
        throw new DatabaseError('Invalid characters in table name');
      }
      const columns = row_desc.map(({ col_name, col_type }) => {
        if (!isName(col_name)) {
          throw new DatabaseError('Invalid characters in column name');
        }
        return `${quoted(col_name)} ${typeAndDefault({ type: columnTypeOf(col_type) })}`;
      });
      return services.runner.run({
        session: found,
        sql: `CREATE TABLE ${quoted(table_name)} (${columns.join(', ')})`,
        consume: () => Promise.resolve()
      });
    }),

  load_table: (
    session: string,
    table_name: string,
    rows: TStringRow[],
    column_names: string[]
  ): Promise<void> =>
    loaded(services, session, () => {
      if (rows.length === 0) {
        throw new DatabaseError('No rows to insert');
      }
      return {
        table: table_name,
        columnNames: column_names ?? [],
        width: rows[0]?.cols.length ?? 0,
        texts: column =>
          rows.map(({ cols }) => {
            const cell = cols[column];
            return !cell || cell.is_null ? null : cell.str_val;
          })
      };
    }),

  load_table_binary: (
    session: string,
    table_name: string,
    rows: TRow[],
    column_names: string[]
  ): Promise<void> =>
    loaded(services, session, () => {
      if (rows.length === 0) {
        throw new DatabaseError('No rows to insert');
      }
      return {
        table: table_name,
        columnNames: column_names ?? [],
        width: rows[0]?.cols.length ?? 0,
        texts: (column, type) =>
          rows.map(({ cols }) => {
            const cell = cols[column];
            return cell ? datumText(cell, type) : null;
          })
      };
    }),

  load_table_binary_columnar: (
    session: string,
    table_name: string,
    cols: TColumn[],
    column_names: string[]
  ): Promise<void> =>
    loaded(services, session, () => ({
      table: table_name,
      columnNames: column_names ?? [],
      width: cols.length,
      texts: (column, type) => columnTexts(cols[column] as TColumn, type)
    })),

  load_table_binary_arrow: (
    session: string,
    table_name: string,
    arrow_stream: Buffer,
    use_column_names: boolean
  ): Promise<void> =>
    loaded(services, session, () => {
      const batch = batchOf(arrow_stream);
      return {
        table: table_name,
        columnNames: use_column_names
          ? batch.schema.fields.map(({ name }) => name)
          : [],
        width: batch.numCols,
        texts: column => {
          const vector = batch.getChildAt(column);
          return vector ? arrowTexts(vector) : [];
        }
      };
    })
});

const isName = (name: string): boolean =>
  /^[\p{L}_][\p{L}\p{N}_$]*$/u.test(name);

const loaded = (
  services: Services,
  session: string,
  make: () => Load
): Promise<void> =>
  answerIn(services, session, async ({ database }) => {
    const values = make();
    try {
      await load(database, values);
    } catch (error) {
      throw asDatabaseError(error);
    }
  });
