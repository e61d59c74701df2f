/** ALTER TABLE: renames, new columns, other types, columns that go. */
import {
  columnDefinition,
  parseColumn,
  parseType,
  quoted
} from '../../dialect/ddl.js';
import {
  closing,
  isName,
  isSymbol,
  isWord,
  nameOf,
  splitAtCommas,
  type Token
} from '../../dialect/tokens.js';
import { DatabaseError } from '../../errors.js';
import { duckdbTypeName } from '../../types/column-type.js';
import type { Table } from '../catalog.js';
import { type Change, nameAt } from './change.js';
import { noRows, type QueryResult } from '../query.js';
import { withStoredDefaults } from './stored-default.js';

export async function alterTable(change: Change): Promise<QueryResult> {
  const { statement, database, connection } = change;
  const table = database.catalog.get(nameAt(statement, 2));
  const [verb, ...rest] = statement.tokens.slice(3);
  await database.makeWritable(table.name, connection);
  if (isWord(verb, 'RENAME') && isWord(rest[0], 'TO') && isName(rest[1])) {
    await renameTable(change, table, nameOf(rest[1]));
  } else if (isWord(verb, 'RENAME') && isWord(rest[0], 'COLUMN')) {
    await renameColumn(change, table, rest.slice(1));
  } else if (isWord(verb, 'ADD')) {
    await addColumns(change, table, rest);
  } else if (isWord(verb, 'ALTER')) {
    await changeTypes(change, table, [verb as Token, ...rest]);
  } else if (isWord(verb, 'DROP')) {
    await dropColumns(change, table, [verb as Token, ...rest]);
  } else {
    throw new DatabaseError(
      'SQL Error: This form of ALTER TABLE is not supported by the sandbox database.'
    );
  }
  return noRows('SCHEMA_WRITE');
}

async function renameTable(
  { database, connection }: Change,
  table: Table,
  name: string
): Promise<void> {
  await connection.run(
    `ALTER TABLE ${quoted(table.name)} RENAME TO ${quoted(name)}`
  );
  database.catalog.rename(table.name, name);
}

async function renameColumn(
  { connection }: Change,
  table: Table,
  [from, to, name]: readonly Token[]
): Promise<void> {
  if (!isName(from) || !isWord(to, 'TO') || !isName(name)) {
    throw unexpected(to ?? from);
  }
  const column = columnOf(table, from);
  await connection.run(
    `ALTER TABLE ${quoted(table.name)} RENAME COLUMN ${quoted(column.name)} TO ${quoted(nameOf(name))}`
  );
  column.name = nameOf(name);
}

async function addColumns(
  { connection }: Change,
  table: Table,
  tokens: readonly Token[]
): Promise<void> {
  const operands = isWord(tokens[0], 'COLUMN') ? tokens.slice(1) : tokens;
  const open = isSymbol(operands[0], '(');
  const inside = open ? operands.slice(1, closing(operands, 0)) : operands;
  const columns = splitAtCommas(inside).map(parseColumn);
  for (const { name } of columns) {
    if (table.columns.some(column => same(column.name, name))) {
      throw new DatabaseError(`Column ${name} already exists.`);
    }
  }
  const stored = await withStoredDefaults(columns, connection);
  await together(
    connection,
    stored.map(column => {
      const nullable = { ...column, type: { ...column.type, nullable: true } };
      return `ALTER TABLE ${quoted(table.name)} ADD COLUMN ${columnDefinition(nullable)}`;
    })
  );
  table.columns.push(...columns);
}

/** `ALTER [COLUMN] a TYPE BIGINT, ALTER [COLUMN] b TYPE …`: where a value does not fit, none of them. */
async function changeTypes(
  { connection }: Change,
  table: Table,
  tokens: readonly Token[]
): Promise<void> {
  const changes = splitAtCommas(tokens).map(part => {
    const [name, type, ...rest] = part.filter(
      (token, index) => !(index < 2 && isWord(token, 'ALTER', 'COLUMN'))
    );
    const isSet = isWord(type, 'SET') && isWord(rest[0], 'DATA');
    if (!isWord(type, 'TYPE') && !isSet) {
      throw unexpected(type);
    }
    const column = columnOf(table, name);
    return { column, type: parseType(isSet ? rest.slice(2) : rest) };
  });
  await together(
    connection,
    changes.map(
      ({ column, type }) =>
        `ALTER TABLE ${quoted(table.name)} ALTER COLUMN ${quoted(column.name)} TYPE ${duckdbTypeName(type)}`
    )
  );
  for (const { column, type } of changes) {
    column.type = type;
  }
}

/** `DROP [COLUMN] a, [DROP [COLUMN]] b`: all of them or, where one is missing, none. */
async function dropColumns(
  { connection }: Change,
  table: Table,
  tokens: readonly Token[]
): Promise<void> {
  const columns = splitAtCommas(tokens).map(part => {
    const names = part.filter(token => !isWord(token, 'DROP', 'COLUMN'));
    if (names.length !== 1) {
      throw unexpected(names[1] ?? part.at(-1));
    }
    return columnOf(table, names[0]);
  });
  if (columns.length === table.columns.length) {
    throw new DatabaseError(`Table ${table.name} has only one column.`);
  }
  await together(
    connection,
    columns.map(
      ({ name }) =>
        `ALTER TABLE ${quoted(table.name)} DROP COLUMN ${quoted(name)}`
    )
  );
  table.columns = table.columns.filter(column => !columns.includes(column));
}

/** All of the statements or, where one fails, none. */
async function together(
  connection: Change['connection'],
  statements: readonly string[]
): Promise<void> {
  await connection.run('BEGIN');
  try {
    for (const statement of statements) {
      await connection.run(statement);
    }
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK');
    throw error;
  }
}

function columnOf(table: Table, token: Token | undefined): Table['columns'][0] {
  if (!isName(token)) {
    throw unexpected(token);
  }
  const found = table.columns.find(({ name }) => same(name, nameOf(token)));
  if (!found) {
    throw new DatabaseError(`Column ${nameOf(token)} does not exist.`);
  }
  return found;
}

const unexpected = (token: Token | undefined): DatabaseError =>
  new DatabaseError(
    `SQL Error: Encountered "${token?.text ?? '<EOF>'}" in ALTER TABLE.`
  );

const same = (a: string, b: string): boolean =>
  a.toLowerCase() === b.toLowerCase();
