/**
 * Creates and drops tables and views, in memory, and keeps the catalogue in step. A sample table is
 * copied from its read-only file at its first change.
 */
import { createTableSql, parseCreateTable, quoted } from '../../dialect/ddl.js';
import { isName, isWord, nameOf } from '../../dialect/tokens.js';
import { DatabaseError } from '../../errors.js';
import { alterTable } from './alter-table.js';
import { commentOn } from './comment-on.js';
import { renameTables } from './rename-tables.js';
import { type Change, nameAt } from './change.js';
import { changeRows } from './change-rows.js';
import { withStoredDefaults } from './stored-default.js';
import { emptiedTexts } from './stored-value.js';
import { noRows, type QueryResult } from '../query.js';

export async function changeTable(change: Change): Promise<QueryResult> {
  switch (change.statement.kind) {
    case 'create-table':
      return createTable(change);
    case 'create-view':
      return createView(change);
    case 'drop':
      return drop(change);
    case 'alter':
      return alterTable(change);
    case 'rename':
      return renameTables(change);
    case 'optimize':
      return optimize(change);
    case 'comment':
      return commentOn(change);
    default:
      return changeRows(change);
  }
}

async function createTable(change: Change): Promise<QueryResult> {
  const { statement, database, connection, describe } = change;
  const definition = parseCreateTable(statement.tokens);
  const { name, query, temporary, options } = definition;
  if (exists(change, name, definition.ifNotExists)) {
    return noRows('SCHEMA_WRITE');
  }
  if (query) {
    const sql = statement.sql.slice(query.start, query.end);
    const columns = await describe(sql);
    await change.run(sql, query => `CREATE TABLE ${quoted(name)} AS ${query}`);
    for (const update of emptiedTexts(name, columns)) {
      await connection.run(update);
    }
    database.catalog.add({ name, columns, temporary, options });
  } else {
    const { columns = [] } = definition;
    await connection.run(
      createTableSql({
        ...definition,
        columns: await withStoredDefaults(columns, connection)
      })
    );
    database.catalog.add({ name, columns, temporary, options });
  }
  return noRows('SCHEMA_WRITE');
}

async function createView(change: Change): Promise<QueryResult> {
  const { statement, database, describe } = change;
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
  await change.run(viewSql, query => `CREATE VIEW ${quoted(name)} AS ${query}`);
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

/** DuckDB keeps its tables in order by itself. What is wrong is refused as by OptimizeTableStmt. */
function optimize({ statement, database }: Change): QueryResult {
  const name = nameAt(statement, 2);
  const table = database.catalog.find(name);
  if (!table) {
    throw new DatabaseError(`Table ${name} does not exist.`);
  }
  if (table.viewSql !== '') {
    throw new DatabaseError(
      'OPTIMIZE TABLE command is not supported on views.'
    );
  }
  return noRows('SCHEMA_WRITE');
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
