/** Methods that list databases, tables and columns. */
import {
  TDBInfo,
  type TTableDetails,
  type TTableMeta
} from '../../../server/thrift/generated/heavydb_types.js';
import type { Database } from '../../engine/database.js';
import { DatabaseError, messages } from '../../errors.js';
import { isAllowed } from '../../system-catalog.js';
import { tableDetails, tableMeta } from '../tables.js';
import { answerIn, type Services } from './services.js';

export const catalogMethods = (services: Services) => ({
  get_databases: (session: string): Promise<TDBInfo[]> =>
    answerIn(services, session, ({ user }) =>
      services.systemCatalog.databasesOf(user).map(
        ({ database, owner }) =>
          new TDBInfo({
            db_name: database.name,
            db_owner: owner.name,
            immerse_metadata_json: ''
          })
      )
    ),

  get_tables: (session: string): Promise<string[]> =>
    answerIn(services, session, ({ database }) => tableNames(database)),

  get_physical_tables: (session: string): Promise<string[]> =>
    answerIn(services, session, ({ database }) =>
      database.catalog.tables
        .filter(({ viewSql }) => viewSql === '')
        .map(({ name }) => name)
    ),

  get_views: (session: string): Promise<string[]> =>
    answerIn(services, session, ({ database }) =>
      database.catalog.tables
        .filter(({ viewSql }) => viewSql !== '')
        .map(({ name }) => name)
    ),

  get_tables_for_database: (
    session: string,
    database_name: string
  ): Promise<string[]> =>
    answerIn(services, session, ({ user, database }) => {
      const found = services.systemCatalog.findDatabase(database_name);
      if (database_name !== '' && !found) {
        throw new DatabaseError(messages.databaseMissing(database_name));
      }
      // A user without rights to a database sees none of its tables. That is no error.
      return found && !isAllowed(user, found)
        ? []
        : tableNames(found?.database ?? database);
    }),

  get_tables_meta: (session: string): Promise<TTableMeta[]> =>
    answerIn(services, session, ({ database }) =>
      database.catalog.tables.map(tableMeta)
    ),

  get_table_details: (
    session: string,
    table_name: string
  ): Promise<TTableDetails> => detailsOf(services, session, table_name),

  get_table_details_for_database: (
    session: string,
    table_name: string,
    database_name: string
  ): Promise<TTableDetails> =>
    detailsOf(services, session, table_name, database_name),

  get_internal_table_details: (
    session: string,
    table_name: string,
    _include_system_columns: boolean
  ): Promise<TTableDetails> => detailsOf(services, session, table_name),

  get_internal_table_details_for_database: (
    session: string,
    table_name: string,
    database_name: string
  ): Promise<TTableDetails> =>
    detailsOf(services, session, table_name, database_name)
});

/** Of a table of the session's database, or of another. */
const detailsOf = (
  services: Services,
  session: string,
  table: string,
  databaseName?: string
): Promise<TTableDetails> =>
  answerIn(services, session, ({ user, database }) => {
    const { catalog } =
      databaseName === undefined
        ? database
        : services.systemCatalog.databaseFor(user, databaseName);
    return tableDetails(catalog.get(table));
  });

const tableNames = ({ catalog }: Database): string[] =>
  catalog.tables.map(({ name }) => name);
