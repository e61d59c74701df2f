/** Hostile texts in what is written for other programs: CSV for spreadsheets, cells for Python. */
import { execFileSync } from 'node:child_process';
import {
  Field,
  Schema,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  vectorFromArray
} from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { altairCell } from '../../src/chart/altair-cell';
import { csvFile } from '../../src/export/formats/csv-file';
import { freeNames } from '../../src/cells/cell-names';
import { connectionCell } from '../../src/cells/connection-cell';
import { dataframeCell } from '../../src/cells/dataframe-cell';
import { copyText, wholeRange } from '../../src/table/copy-text';
import { ResultTable } from '../../src/table/result-table';
import { testPython } from '../helpers/python';
import { HOSTILE_NAMES, HOSTILE_TEXTS } from './hostile-texts';

/** One column of all texts. */
const table = tableFromIPC(
  tableToIPC(
    new Table({ text: vectorFromArray([...HOSTILE_TEXTS], new Utf8()) })
  )
);

/** No rows, and every hostile name. */
const named = new Table(
  new Schema(HOSTILE_NAMES.map(name => new Field(name, new Utf8(), true)))
);

/** The fields of a CSV text, read as RFC 4180 has it. */
const fieldsOf = (text: string): string[] =>
  [...text.matchAll(/("(?:[^"]|"")*"|[^,\r\n"]*)(?:,|\r\n|$)/g)].map(
    ([, field = '']) =>
      field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field
  );

/** What a spreadsheet would run, in what it sees of a field. */
const FORMULA = /^[\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n\0]/u;

const written = (source: Table): string =>
  [
    ...csvFile(source, {
      dialect: 'comma',
      byteOrderMark: false,
      formulaSafe: true
    })
  ]
    .map(({ bytes }) =>
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    )
    .join('');

describe('as CSV', () => {
  test('an exported file has every text and no formula', () => {
    const fields = fieldsOf(written(table));
    expect(fields.filter(field => FORMULA.test(field))).toEqual([]);
    const texts = fields.slice(1, HOSTILE_TEXTS.length + 1);
    expect(
      HOSTILE_TEXTS.filter(
        (text, row) => texts[row] !== text && texts[row] !== `'${text}`
      )
    ).toEqual([]);
  });

  test('so has what is copied', () => {
    const shown = new ResultTable(table);
    const fields = fieldsOf(
      copyText(shown, wholeRange(shown), {
        format: 'csv',
        formulaSafe: true
      }).text
    );
    expect(fields.filter(field => FORMULA.test(field))).toEqual([]);
  });

  test('no name of a column is a formula', () => {
    const fields = fieldsOf(written(named));
    expect(fields.length).toBeGreaterThan(200);
    expect(fields.filter(field => FORMULA.test(field))).toEqual([]);
  });
});

describe('in a notebook', () => {
  /** For each cell: what Python would call, and which texts it holds. */
  const script = `
import ast, json, sys
def told(source):
    nodes = list(ast.walk(ast.parse(source)))
    return {
        "calls": [getattr(n.func, "attr", None) or n.func.id for n in nodes if isinstance(n, ast.Call)],
        "imports": [a.name for n in nodes if isinstance(n, (ast.Import, ast.ImportFrom)) for a in n.names],
        "texts": [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)],
    }
json.dump([told(source) for source in json.load(sys.stdin)], sys.stdout)
`;
  type Told = { calls: string[]; imports: string[]; texts: string[] };
  const read = (cells: string[]): Told[] =>
    JSON.parse(
      execFileSync(testPython(), ['-c', script], {
        input: JSON.stringify(cells),
        encoding: 'utf8',
        maxBuffer: 2 ** 28
      })
    ) as Told[];

  const names = freeNames([]);
  const altair = (name: string): string =>
    altairCell({
      columns: new ResultTable(
        new Table(new Schema([new Field(name, new Utf8(), true)]))
      ).columns,
      choice: { mark: 'bar', x: 0, y: null, aggregate: 'count' },
      points: { binWidth: null, timeUnit: null },
      names
    });

  test.each<[string, (text: string) => string]>([
    [
      'the handed query',
      query => connectionCell({ connection: 'handover', query })
    ],
    [
      'a database’s name',
      name => connectionCell({ connection: `prod;${name}` })
    ],
    [
      'a dataframe’s query',
      sql =>
        dataframeCell({
          ...{ sql, isQuery: true, names },
          connection: { name: 'con', isOfWith: false }
        })
    ],
    ['a chart’s column', altair]
  ])('%s is a text and nothing else', (_what, cellOf) => {
    const texts = HOSTILE_TEXTS.filter(text => /^[^\r]*\S[^\r]*$/.test(text));
    const [innocent, ...cells] = read(['innocent', ...texts].map(cellOf));
    for (const [index, { calls, imports, texts: held }] of cells.entries()) {
      expect(calls).toEqual(innocent?.calls);
      expect(imports).toEqual(innocent?.imports);
      const text = texts[index]?.trim().replace(/\s*;$/, '');
      expect(held.some(one => one.includes(text ?? ''))).toBe(true);
    }
  });
});
