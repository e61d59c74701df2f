/**
 * `GET /schema`, `/schema/tables` and `/schema/columns`: the databases, tables and columns by name.
 */
import type { Admission } from '../admission/admission';
import type { SchemaReader } from '../schema/schema-reader';
import { admitted } from './admitted';
import type { RouteTable } from './route';

export type SchemaRoutesOptions = {
  schema: SchemaReader;
  admission: Admission;
};

export const schemaRoutes = ({ schema, admission }: SchemaRoutesOptions) =>
  ({
    'GET /schema': admitted(admission, ({ connection }, signal) =>
      schema.schema(connection, signal)
    ),
    'GET /schema/tables': admitted(admission, ({ connection, query }, signal) =>
      schema.tablesOf(connection, query('database'), signal)
    ),
    'GET /schema/columns': admitted(
      admission,
      ({ connection, query }, signal) =>
        schema.columns(connection, query('table'), signal)
    )
  }) satisfies Partial<RouteTable>;
