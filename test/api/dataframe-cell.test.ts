/** The cells that the product writes, run in Python on a table of every type. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { altairCell } from '../../src/chart/altair-cell';
import { freeNames } from '../../src/cells/cell-names';
import { dataframeCell } from '../../src/cells/dataframe-cell';
import { statementKind } from '../../src/sql/statement-kind';
import type { ColumnKind } from '../../src/table/column';
import { driverCell } from '../helpers/driver-cell';
import { testPython } from '../helpers/python';
import { startSandbox, type ISandbox } from '../helpers/sandbox';
import { sessionFile } from '../helpers/sidecar';

let sandbox: ISandbox;
let file: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  file = await sessionFile(await sandbox.logIn());
});

afterAll(() => sandbox.stop());

/** Numbers but floats are texts, for JavaScript would round them. */
type Value = string | number | null | Value[];
type Frame = {
  names: string[];
  types: string[];
  columns: Value[][];
  warnings: string[];
  /** How many points each chart has. */
  points: number[];
  /** In place of all these. */
  error?: string;
};

const firstCell = (): string => driverCell(file);

const names = freeNames([]);

const cellOf = (sql: string): string =>
  dataframeCell({
    ...{ sql, isQuery: statementKind(sql).isQuery, names },
    connection: { name: 'con', isOfWith: false }
  });

/** Runs each notebook with variables of its own; starting Python takes longer than all of them. */
const SCRIPT = `
import ast, json, sys, warnings
given = json.load(sys.stdin)
sys.modules.update(dict.fromkeys(given["missing"]))  # as if they were not installed
import pandas as pd

def plain(value):
    if isinstance(value, list):
        return [plain(item) for item in value]
    if value is None or pd.isna(value):
        return None
    return value if isinstance(value, float) else str(value)

def run(cell, variables):
    *statements, last = ast.parse(cell).body
    exec(compile(ast.Module(statements, []), "cell", "exec"), variables)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), variables)

def notebook(cells):
    variables = {}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        # The driver's socket of the notebook before, whenever Python finds it.
        warnings.simplefilter("ignore", ResourceWarning)
        try:
            *_, df = [run(cell, variables) for cell in cells if "alt.Chart" not in cell]
            charts = [run(cell, variables).to_dict() for cell in cells if "alt.Chart" in cell]
        except Exception as error:
            return {"error": f"{type(error).__name__}: {error}"}
    return {
        "names": list(df.columns),
        "types": [str(kind) for kind in df.dtypes],
        "columns": [[plain(value) for value in df.iloc[:, at]] for at in range(df.shape[1])],
        "warnings": [str(one.message) for one in caught],
        "points": [len(points) for one in charts for points in one["datasets"].values()],
    }

frames = [notebook(cells) for cells in given["notebooks"]]
print()
print(json.dumps(frames, allow_nan=False))
`;

/** Runs notebooks as a kernel does that misses these packages; describes the last dataframe of each. */
function run(notebooks: string[][], missing: string[] = []): Frame[] {
  const output = execFileSync(testPython(), ['-c', SCRIPT], {
    input: JSON.stringify({ notebooks, missing }),
    encoding: 'utf8',
    stdio: 'pipe',
    env: {
      ...process.env,
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(sandbox.httpPort)
    }
  });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Frame[];
}

/** What Arrow carries, and what it does not, with the dtype of each. */
const IN_ARROW: Record<string, [string, Value[]]> = {
  id: ['Int32', ['1', '2', '3']],
  a_tinyint: ['Int8', ['1', '-127', null]],
  a_smallint: ['Int16', ['2', '-32767', null]],
  an_int: ['Int32', ['3', '-2147483647', null]],
  a_bigint: ['Int64', ['4', '9007199254740993', null]],
  a_boolean: ['boolean', ['True', 'False', null]],
  a_float: ['float32', [1.5, Math.fround(-0.1), null]],
  a_double: ['float64', [2.25, 1e300, null]],
  a_decimal: ['object', ['12.3456', '-99999999999999.9999', null]],
  a_text: ['category', ['dictionary', 'naïve "quotes" \\ 日本 🛫', null]],
  a_plain_text: ['string', ['plain', '', null]],
  a_time: ['object', ['12:34:56', '00:00:00', null]],
  a_date: [
    'datetime64[s]',
    ['2001-02-03 00:00:00', '1969-12-31 00:00:00', null]
  ],
  a_timestamp: [
    'datetime64[s]',
    ['2001-02-03 04:05:06', '1969-12-31 23:59:59', null]
  ],
  a_timestamp_3: [
    'datetime64[ms]',
    ['2001-02-03 04:05:06.789000', '1969-12-31 23:59:59.999000', null]
  ],
  a_timestamp_6: [
    'datetime64[us]',
    ['2001-02-03 04:05:06.789012', '1677-09-22 00:00:00.000001', null]
  ],
  a_timestamp_9: [
    'datetime64[ns]',
    ['2001-02-03 04:05:06.789012345', '2262-04-11 23:47:16.854775806', null]
  ],
  some_booleans: ['object', [['True', 'False'], [null, 'True'], null]],
  some_ints: ['object', [['1', '2', '3'], [null, '-2147483647'], null]],
  some_bigints: ['object', [['4', '5'], ['9007199254740993', null], null]],
  some_doubles: ['object', [[1.5, 2.5], [null, 0.1], null]],
  some_texts: ['object', [['a', 'b'], ['', null], null]]
};
const NOT_IN_ARROW: Record<string, [string, Value[]]> = {
  some_dates: ['object', [['2001-02-03'], ['1969-12-31', null], null]],
  some_timestamps: [
    'object',
    [['2001-02-03T04:05:06'], [null, '1969-12-31T23:59:59'], null]
  ],
  a_point: ['string', ['POINT (1.5 -2.5)', 'POINT (-180 90)', null]],
  a_multipoint: ['string', ['MULTIPOINT (1 2,3 4)', 'MULTIPOINT (0 0)', null]],
  a_linestring: [
    'string',
    ['LINESTRING (0 0,1 1,2 0)', 'LINESTRING (0 0,0 1)', null]
  ],
  a_multilinestring: [
    'string',
    [
      'MULTILINESTRING ((0 0,1 1),(2 2,3 3))',
      'MULTILINESTRING ((0 0,0 1))',
      null
    ]
  ],
  a_polygon: [
    'string',
    [
      'POLYGON ((0 0,4 0,4 4,0 0))',
      'POLYGON ((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))',
      null
    ]
  ],
  a_multipolygon: [
    'string',
    [
      'MULTIPOLYGON (((0 0,4 0,4 4,0 0)))',
      'MULTIPOLYGON (((0 0,4 0,4 4,0 0)),((9 9,9 8,8 8,9 9)))',
      null
    ]
  ]
};
const ARROW_QUERY = `SELECT ${Object.keys(IN_ARROW).join(', ')} FROM every_type ORDER BY id`;
const WHOLE_QUERY = 'SELECT * FROM every_type ORDER BY id';
/** Through a double it has 15 digits. */
const ROUNDED = ['12.3456', '-100000000000000.0000', null];

const frameOf = (
  columns: Record<string, [string, Value[]]>,
  { rounded = false } = {}
): Pick<Frame, 'names' | 'types' | 'columns'> => ({
  names: Object.keys(columns),
  types: Object.values(columns).map(([type]) => type),
  columns: Object.entries(columns).map(([name, [, values]]) =>
    rounded && name === 'a_decimal' ? ROUNDED : values
  )
});

const WARNINGS = [expect.stringMatching(/^Not exact .* digits: a_decimal\./)];

test.each<[string, string[]]>([
  ['with heavyai and pyarrow', []],
  ['without heavyai', ['heavyai']],
  ['without pyarrow', ['heavyai', 'pyarrow']]
])(
  'a dataframe is exact type by type, or says what is not, in a kernel %s',
  (_kernel, missing) => {
    const rounded = missing.includes('pyarrow');
    const [asArrow, whole] = run(
      [
        [firstCell(), cellOf(ARROW_QUERY)],
        [firstCell(), cellOf(WHOLE_QUERY)]
      ],
      missing
    );
    const expected = {
      ...frameOf(IN_ARROW, { rounded }),
      warnings: rounded ? WARNINGS : []
    };
    expect(asArrow).toMatchObject(expected);
    expect(whole).toMatchObject({
      ...frameOf({ ...IN_ARROW, ...NOT_IN_ARROW }, { rounded: true }),
      warnings: WARNINGS
    });
  }
);

/** Each column as x and as y, drawn and grouped. */
function charts(): string[] {
  const kinds: [ColumnKind, RegExp][] = [
    ['number', /int|float|double|decimal|^id$/],
    ['time', /time|date/],
    ['boolean', /boolean/],
    ['text', /text/]
  ];
  const columns = CHARTED.map(name => ({
    name,
    kind: kinds.find(([, pattern]) => pattern.test(name))![0],
    sqlType: name === 'a_time' ? 'TIME' : '',
    type: '',
    isNumeric: false,
    isSentAsDouble: false
  }));
  return columns.flatMap(({ kind, sqlType }, index) => [
    altairCell({
      ...{ columns, names },
      choice: { mark: 'bar', x: index, y: null, aggregate: 'count' },
      points: {
        binWidth: kind === 'number' ? 10 : null,
        timeUnit: kind === 'time' && sqlType !== 'TIME' ? 'day' : null
      }
    }),
    altairCell({
      ...{ columns, names },
      choice: {
        ...(kind === 'number' ? { x: 0, y: index } : { x: index, y: 0 }),
        ...{ mark: 'point', aggregate: 'none' }
      },
      points: { binWidth: null, timeUnit: null }
    })
  ]);
}

const CHARTED = Object.keys(IN_ARROW).filter(name => !name.startsWith('some_'));

const NOTEBOOKS = {
  short: () => [cellOf('SELECT a_decimal, a_point FROM every_type WHERE id=1')],
  twice: () => [cellOf('SELECT 1 AS a, 2 AS a')],
  empty: () => [cellOf(WHOLE_QUERY.replace('ORDER', 'WHERE id > 9 ORDER'))],
  show: () => [cellOf('SHOW TABLES')],
  closed: () => ['with con:\n    pass\n0', cellOf('SELECT 1 AS a')],
  wrong: () => [cellOf('SELECT carrier FROM flights')],
  charts: () => [cellOf(ARROW_QUERY), ...charts()]
};

describe('in one kernel', () => {
  let found: Record<keyof typeof NOTEBOOKS, Frame>;
  beforeAll(() => {
    const frames = run(
      Object.values(NOTEBOOKS).map(cells => [firstCell(), ...cells()])
    );
    found = Object.fromEntries(
      Object.keys(NOTEBOOKS).map((name, at) => [name, frames[at]])
    ) as typeof found;
  });

  test('a decimal that lost no digit is exact, and not warned of', () => {
    expect(found.short.columns[0]).toEqual(['12.3456']);
    expect(found.short.warnings).toEqual([]);
  });

  test('two columns of one name are two columns', () => {
    expect(found.twice.names).toEqual(['a', 'a']);
    expect(found.twice.columns).toEqual([['1'], ['2']]);
  });

  test('no row is a table without rows, whose types are known', () => {
    const { types } = frameOf({ ...IN_ARROW, ...NOT_IN_ARROW });
    expect(found.empty.types).toEqual(types);
    expect(found.empty.columns[0]).toEqual([]);
  });

  test('what reads no table is a dataframe, too', () => {
    expect(found.show.columns.flat()).toContain('flights');
  });

  test('a connection of a session outlives its "with"', () => {
    expect(found.closed.columns).toEqual([['1']]);
  });

  test('wrong SQL is reported in the words of the database', () => {
    expect(found.wrong.error).toMatch(/^ProgrammingError: .*carrier/s);
  });

  test('every column that can be charted is drawn by Altair, NULL left out', () => {
    expect(found.charts.points).toEqual(
      CHARTED.flatMap(name => (name === 'id' ? [1, 3] : [2, 2]))
    );
  });
});
