/**
 * INSERT, UPDATE, DELETE and TRUNCATE. Values are stored as HeavyDB stores them: an empty text of a
 * dictionary is null, dates are read in HeavyDB's forms, geo values are checked and written anew.
 */
import { quoted } from '../../dialect/ddl.js';
import {
  applyEdits,
  closing,
  type Edit,
  isName,
  isSymbol,
  isWord,
  nameOf,
  splitAtCommas,
  type Token
} from '../../dialect/tokens.js';
import { wrap } from '../../dialect/rewrites/rewrite.js';
import { DatabaseError } from '../../errors.js';
import type { Column } from '../../types/column-type.js';
import { nameAt } from './change.js';
import type { Change } from './change.js';
import { noRows, type QueryResult } from '../query.js';
import { storedAs, storedLiteral } from './stored-value.js';

export async function changeRows(change: Change): Promise<QueryResult> {
  const { statement, database, connection, run } = change;
  const { kind, sql, tokens } = statement;
  const name = nameAt(statement, kind === 'update' ? 1 : 2);
  if (tokens.some(token => isWord(token, 'RETURNING'))) {
    throw new DatabaseError('SQL Error: Encountered "RETURNING".');
  }
  await database.makeWritable(name, connection);
  const columns = database.catalog.find(name)?.columns ?? [];
  const changed =
    kind === 'insert'
      ? insert(sql, tokens, columns)
      : kind === 'update'
        ? applyEdits(sql, assignmentEdits(tokens, columns))
        : sql;
  await run(changed);
  return noRows('WRITE');
}

function insert(
  sql: string,
  tokens: readonly Token[],
  columns: readonly Column[]
): string {
  const listed =
    isSymbol(tokens[3], '(') && !isWord(tokens[4], 'SELECT', 'WITH');
  const end = listed ? closing(tokens, 3) : 2;
  const targets = listed
    ? splitAtCommas(tokens.slice(4, end)).map(([token]) =>
        columns.find(({ name }) => token && same(name, nameOf(token)))
      )
    : columns;
  const source = tokens[end + 1];
  if (!source) {
    return sql;
  }
  if (isWord(source, 'VALUES')) {
    return applyEdits(sql, rowEdits(tokens.slice(end + 2), targets));
  }
  if (targets.every(column => !column || !storedAs(column.type, 'x'))) {
    return sql;
  }
  const names = targets.map((_, index) => `c${index}`);
  const values = targets.map((column, index) => {
    const name = names[index] ?? '';
    return (column && storedAs(column.type, name)) ?? name;
  });
  const list = targets.map(column => quoted(column?.name ?? ''));
  return `${sql.slice(0, tokens[2]?.end)} (${list.join(', ')}) SELECT ${values
    .map((value, index) => `${value} AS v${index}`)
    .join(
      ', '
    )} FROM (${sql.slice(source.start)}) AS source(${names.join(', ')})`;
}

function rowEdits(
  tokens: readonly Token[],
  targets: readonly (Column | undefined)[]
): Edit[] {
  return splitAtCommas(tokens).flatMap(row => {
    const values = splitAtCommas(row.slice(1, -1));
    if (values.length !== targets.length) {
      throw new DatabaseError(
        `SQL Error: Number of INSERT target columns (${targets.length}) does not equal number of source items (${values.length})`
      );
    }
    return values.flatMap((value, index) => valueEdits(value, targets[index]));
  });
}

/** Of `SET a = …, b = …`, up to WHERE. */
function assignmentEdits(
  tokens: readonly Token[],
  columns: readonly Column[]
): Edit[] {
  const set = tokens.findIndex(token => isWord(token, 'SET'));
  const end = tokens.findIndex(
    (token, index) =>
      index > set && token.depth === 0 && isWord(token, 'WHERE', 'FROM')
  );
  const inside = tokens.slice(set + 1, end < 0 ? undefined : end);
  return splitAtCommas(inside).flatMap(([target, , ...value]) =>
    valueEdits(
      value,
      columns.find(({ name }) => isName(target) && same(name, nameOf(target)))
    )
  );
}

function valueEdits(
  value: readonly Token[],
  column: Column | undefined
): Edit[] {
  const [first, last] = [value[0], value.at(-1)];
  if (!column || !first || !last || isWord(first, 'NULL')) {
    return [];
  }
  const { type } = column;
  const isList =
    isSymbol(first, '{') || isSymbol(first, '[') || isWord(first, 'ARRAY');
  if (isList || (first === last && first.kind === 'string')) {
    return value.flatMap(token => {
      const text =
        token.kind === 'string' ? storedLiteral(token, type) : undefined;
      return text === undefined
        ? []
        : [{ start: token.start, end: token.end, text }];
    });
  }
  const marker = '\u0000';
  const [before, after] = storedAs(type, marker)?.split(marker) ?? [];
  return before === undefined || after === undefined
    ? []
    : wrap([first, last], before, after, true);
}

const same = (a: string, b: string): boolean =>
  a.toLowerCase() === b.toLowerCase();
