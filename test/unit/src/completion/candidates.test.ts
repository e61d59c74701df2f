import { describe, expect, test } from 'vitest';
import type { SchemaColumn, SchemaTable } from '../../../../server/protocol';
import {
  candidatesAt,
  tablesWanted,
  type Candidate
} from '../../../../src/completion/candidates';
import { matchesOf } from '../../../../src/completion/matching';
import { completionContextAt } from '../../../../src/completion/scope';

const TABLES: Record<string, [name: string, type: string][]> = {
  flights: [
    ['origin', 'TEXT ENCODING DICT(32)'],
    ['dep_delay', 'SMALLINT'],
    ['Two words', 'DECIMAL(10,2)']
  ],
  airports: [
    ['iata', 'TEXT'],
    ['state', 'TEXT'],
    ['origin', 'BOOLEAN']
  ],
  'odd "table"': [['date', 'DATE']]
};

const tables = Object.keys(TABLES).map((name): SchemaTable => ({
  name,
  kind: name === 'airports' ? 'view' : 'table',
  columnCount: 3
}));

const find = (name: string): SchemaTable | null =>
  tables.find(table => table.name.toLowerCase() === name.toLowerCase()) ?? null;

const schema = {
  tables,
  table: find,
  columns: (table: string) => {
    const columns = (TABLES[find(table)?.name ?? ''] ?? []).map(
      ([name, type]): SchemaColumn => ({
        name,
        type,
        nullable: true,
        comment: ''
      })
    );
    return {
      state: 'ready' as const,
      message: '',
      value: { columns, viewSql: '', comment: '' }
    };
  }
};

/** What is offered at `|`, as it fits what is typed. */
function offered(marked: string): Candidate[] {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const context = completionContextAt(text, offset);
  return matchesOf(
    candidatesAt(context, schema),
    text.slice(context.from, offset)
  ).map(({ candidate }) => candidate);
}

const written = (marked: string): string[] =>
  offered(marked).map(({ insertText }) => insertText);

const names = (marked: string): string[] =>
  offered(marked)
    .filter(({ kind }) => kind === 'column' || kind === 'alias')
    .map(({ insertText }) => insertText);

describe('after FROM', () => {
  test('are the tables and views, quoted where they must be', () => {
    expect(offered('SELECT * FROM |')).toEqual([
      {
        label: 'flights',
        insertText: 'flights',
        kind: 'table',
        detail: 'table'
      },
      {
        label: 'airports',
        insertText: 'airports',
        kind: 'view',
        detail: 'view'
      },
      {
        label: 'odd "table"',
        insertText: '"odd ""table"""',
        kind: 'table',
        detail: 'table'
      }
    ]);
  });

  test('they fit whatever the case of the letters, and by any part', () => {
    expect(written('SELECT * FROM FLI|')).toEqual(['flights']);
    expect(written('SELECT * FROM ports|')).toEqual(['airports']);
  });

  test('an open quote begins a name like any other', () => {
    expect(written('SELECT * FROM "odd|')).toEqual(['"odd ""table"""']);
  });

  test('the queries of WITH come first', () => {
    expect(written('WITH c AS (SELECT 1) SELECT * FROM |')[0]).toBe('c');
  });
});

describe('in an expression', () => {
  test('are the columns of the statement’s tables with their types, named after the cursor too', () => {
    expect(offered('SELECT dep| FROM flights')[0]).toEqual({
      label: 'dep_delay',
      insertText: 'dep_delay',
      kind: 'column',
      detail: 'SMALLINT'
    });
  });

  test('are the aliases, and each column’s name once', () => {
    expect(names('SELECT | FROM flights f, airports')).toEqual([
      'origin',
      'dep_delay',
      '"Two words"',
      'iata',
      'state',
      'f',
      'airports'
    ]);
  });

  test('a word of a name counts as its beginning', () => {
    expect(names('SELECT del| FROM flights')).toEqual(['dep_delay']);
  });

  test('are functions with a bracket, unless there is one', () => {
    expect(written('SELECT approx_c|')).toEqual(['approx_count_distinct(']);
    expect(written('SELECT APPROX_C|(x)')).toEqual(['APPROX_COUNT_DISTINCT']);
    expect(written('SELECT CURRENT_DA|')).toEqual(['CURRENT_DATE']);
  });

  test('are the columns of a query in FROM', () => {
    expect(
      names('SELECT | FROM (SELECT a.*, 1 AS one FROM airports a) s')
    ).toEqual(['iata', 'state', 'origin', 'one', 's']);
  });

  test('of a subquery are those of the query around it, after its own', () => {
    expect(
      names(
        'SELECT 1 FROM flights f WHERE EXISTS (SELECT 1 FROM airports a WHERE |)'
      ).slice(0, 4)
    ).toEqual(['iata', 'state', 'origin', 'dep_delay']);
  });
});

describe('after a dot', () => {
  test('are the columns of that alias and nothing else', () => {
    expect(written('SELECT a.| FROM flights f, airports a')).toEqual([
      'iata',
      'state',
      'origin'
    ]);
  });

  test('are those of a table that the statement does not name yet', () => {
    expect(written('SELECT FLIGHTS.dep|')).toEqual(['dep_delay']);
  });

  test('is nothing where the name is unknown', () => {
    expect(written('SELECT x.| FROM flights')).toEqual([]);
  });
});

test('a statement begins with its verb, and goes on with a keyword', () => {
  expect(written('sel|')).toEqual(['select']);
  expect(written('SELECT 1 FROM flights WH|')).toEqual(['WHERE', 'WHEN']);
});

test('wants the columns of every table in sight, as the database names them', () => {
  const text = 'SELECT x.| FROM FLIGHTS f, (SELECT * FROM airports) s, nowhere';
  const context = completionContextAt(text.replace('|', ''), text.indexOf('|'));
  expect(tablesWanted(context, schema)).toEqual(['flights', 'airports']);
});
