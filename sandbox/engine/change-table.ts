/**
 * Carries out what changes tables and rows, in memory, and keeps the catalogue in step. A sample
 * table is copied from its read-only file at its first change.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import {
  columnDefinition,
  createTableSql,
  parseColumn,
  parseCreateTable,
  quoted
} from '../dialect/ddl.js';
import { rewriteQuery } from '../dialect/rewrite.js';
import type { Statement } from '../dialect/statement.js';
import {
  closing,
  isName,
  isSymbol,
  isWord,
  nameOf,
  splitAtCommas,
  type Token
} from '../dialect/tokens.js';
import { DatabaseError } from '../errors.js';
import type { Column } from '../types/column-type.js';
import type { Database } from './database.js';
import { noRows, type QueryResult } from './query.js';

export type Change = {
  statement: Statement;
  database: Database;
  connection: DuckDBConnection;
  /** The columns that a query of the user's answers. */
  describe(sql: string): Promise<Column[]>;
};

export async function changeTable(change: Change): Promise<QueryResult> {
  switch (change.statement.kind) {
    case 'create-table':
      return createTable(change);
    case 'create-view':
      return createView(change);
    case 'drop':
      return drop(change);
    case 'alter':
      return alter(change);
    default:
      return changeRows(change);
  }
}

async function createTable(change: Change): Promise<QueryResult> {
  const { statement, database, connection, describe } = change;
  const definition = parseCreateTable(statement.tokens);
  const { name, query, temporary } = definition;
  if (exists(change, name, definition.ifNotExists)) {
    return noRows('SCHEMA_WRITE');
  }
  if (query) {
    const sql = statement.sql.slice(query.start, query.end);
    const columns = await describe(sql);
    await connection.run(
      `CREATE TABLE ${quoted(name)} AS ${rewriteQuery(sql)}`
    );
    database.catalog.add({ name, columns, temporary });
  } else {
    await connection.run(createTableSql(definition));
    const columns = (definition.columns ?? []).map(column => ({
      name: column.name,
      type: column.type
    }));
    database.catalog.add({ name, columns, temporary });
  }
  return noRows('SCHEMA_WRITE');
}

async function createView(change: Change): Promise<QueryResult> {
  const { statement, database, connection, describe } = change;
  const { sql, tokens } = statement;
  const as = tokens.findIndex(token => isWord(token, 'AS'));
  const nameToken = tokens[as - 1];
  const query = tokens[as + 1];
  if (!isName(nameToken) || !query) {
    throw new DatabaseError(
      'SQL Error: CREATE VIEW requires a name, AS and a query.'
    );
  }
  const name = nameOf(nameToken);
  if (exists(change, name, isWord(tokens[2], 'IF'))) {
    return noRows('SCHEMA_WRITE');
  }
  const viewSql = sql.slice(query.start);
  const columns = await describe(viewSql);
  await connection.run(
    `CREATE VIEW ${quoted(name)} AS ${rewriteQuery(viewSql)}`
  );
  database.catalog.add({ name, columns, viewSql });
  return noRows('SCHEMA_WRITE');
}

async function drop(change: Change): Promise<QueryResult> {
  const { statement, database, connection } = change;
  const ifExists = isWord(statement.tokens[2], 'IF');
  const name = nameAt(statement, ifExists ? 4 : 2);
  if (ifExists && !database.catalog.find(name)) {
    return noRows('SCHEMA_WRITE');
  }
  const table = database.catalog.get(name);
  const isView = table.viewSql !== '';
  if (isView !== isWord(statement.tokens[1], 'VIEW')) {
    throw new DatabaseError(
      isView
        ? `${table.name} is a view. Use DROP VIEW.`
        : `${table.name} is a table. Use DROP TABLE.`
    );
  }
  await connection.run(
    `DROP ${isView || table.untouched ? 'VIEW' : 'TABLE'} ${quoted(table.name)}`
  );
  database.catalog.remove(name);
  return noRows('SCHEMA_WRITE');
}

async function alter(change: Change): Promise<QueryResult> {
  const { statement, database, connection } = change;
  const table = database.catalog.get(nameAt(statement, 2));
  const [verb, ...rest] = statement.tokens.slice(3);
  const target = `ALTER TABLE ${quoted(table.name)}`;
  await database.makeWritable(table.name, connection);
  const isColumn = isWord(rest[0], 'COLUMN');
  const operands = isColumn ? rest.slice(1) : rest;
  const named = isName(operands[0]) ? nameOf(operands[0]) : '';
  if (isWord(verb, 'RENAME') && isWord(rest[0], 'TO') && isName(rest[1])) {
    const name = nameOf(rest[1]);
    await connection.run(`${target} RENAME TO ${quoted(name)}`);
    database.catalog.remove(table.name);
    database.catalog.add({ ...table, name });
  } else if (isWord(verb, 'RENAME') && isColumn && isName(operands[2])) {
    const name = nameOf(operands[2]);
    await connection.run(
      `${target} RENAME COLUMN ${quoted(named)} TO ${quoted(name)}`
    );
    for (const column of table.columns) {
      column.name = sameName(column.name, named) ? name : column.name;
    }
  } else if (isWord(verb, 'ADD')) {
    const open = isSymbol(operands[0], '(');
    const inside = open ? operands.slice(1, closing(operands, 0)) : operands;
    for (const column of splitAtCommas(inside).map(parseColumn)) {
      const nullable = { ...column, type: { ...column.type, nullable: true } };
      await connection.run(
        `${target} ADD COLUMN ${columnDefinition(nullable)}`
      );
      table.columns.push({ name: column.name, type: column.type });
    }
  } else if (isWord(verb, 'DROP') && named) {
    await connection.run(`${target} DROP COLUMN ${quoted(named)}`);
    table.columns = table.columns.filter(({ name }) => !sameName(name, named));
  } else {
    throw new DatabaseError(
      'SQL Error: This form of ALTER TABLE is not supported by the sandbox database.'
    );
  }
  return noRows('SCHEMA_WRITE');
}

async function changeRows(change: Change): Promise<QueryResult> {
  const { statement, database, connection } = change;
  const at = statement.kind === 'update' ? 1 : 2;
  await database.makeWritable(nameAt(statement, at), connection);
  await connection.run(rewriteQuery(statement.sql));
  return noRows('WRITE');
}

function nameAt({ tokens }: Statement, index: number): string {
  const token: Token | undefined = tokens[index];
  if (!isName(token)) {
    throw new DatabaseError(
      `SQL Error: Encountered "${token?.text ?? '<EOF>'}" where a table name was expected.`
    );
  }
  return nameOf(token);
}

function exists(
  { database }: Change,
  name: string,
  mayExist: boolean
): boolean {
  const found = database.catalog.find(name) !== undefined;
  if (found && !mayExist) {
    throw new DatabaseError(
      `Table or View with name "${name}" already exists.`
    );
  }
  return found;
}

const sameName = (a: string, b: string): boolean =>
  a.toLowerCase() === b.toLowerCase();
