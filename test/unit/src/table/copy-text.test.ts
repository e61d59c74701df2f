import { Field, Float64, Int32, Schema, Table, Utf8 } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellText } from '../../../../src/table/cell-text';
import { describeColumn } from '../../../../src/table/column';
import {
  copyText,
  wholeRange,
  type CopyFormat
} from '../../../../src/table/copy-text';
import { formulaSafe } from '../../../../src/table/csv';
import { ResultTable } from '../../../../src/table/result-table';
import type { ShownRows } from '../../../../src/table/shown-rows';
import { runs } from '../../../helpers/fuzz';

/** The cells that a spreadsheet makes of what is pasted: quotes count at the start of a cell. */
function pasted(text: string): string[][] {
  const rows: string[][] = [[]];
  for (let at = 0; at <= text.length; at++) {
    let cell = '';
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        cell += text[at];
        at += text[at] === '"' ? 1 : 0;
      }
      at++;
    }
    for (; at < text.length && !/[\t\r\n]/.test(text[at]!); at++) {
      cell += text[at];
    }
    rows.at(-1)?.push(cell);
    if (at < text.length && text[at] !== '\t') {
      rows.push([]);
    }
  }
  return rows;
}

const COLUMNS = [
  new Field('name', new Utf8()),
  new Field('n', new Int32())
].map(describeColumn);

const rowsOf = (...texts: (string | null)[][]): ShownRows => ({
  rowCount: texts.length,
  columns: COLUMNS,
  text: (row, column) => texts[row]?.[column] ?? null,
  isRounded: (_, column) => column === 1 && texts.flat().includes('rounded')
});

const copied = (format: CopyFormat, ...texts: (string | null)[][]): string => {
  const rows = rowsOf(...texts);
  return copyText(rows, wholeRange(rows), { format, formulaSafe: true }).text;
};

describe('cells copied for a spreadsheet', () => {
  test('are lines of texts between tabs, NULL as nothing', () => {
    expect(copied('tsv', ['a', '1'], [null, '2'], ['', null])).toBe(
      'a\t1\n\t2\n\t'
    );
  });

  test('keep tabs and line breaks inside a cell by quotes', () => {
    expect(copied('tsv', ['a\tb', '1'], ['say "x"\nnow', '2'])).toBe(
      '"a\tb"\t1\n"say ""x""\nnow"\t2'
    );
  });

  test('have the one line end within a cell that does not end its row', () => {
    expect(copied('tsv', ['a\r\nb\rc\nd', '1'])).toBe('"a\nb\nc\nd"\t1');
  });

  test('stay in their own cells, whatever stands in them', () => {
    const cell = fc
      .array(fc.constantFrom('\t', '\n', '\r', '"', "'", '=', 'x', ' '), {
        maxLength: 6
      })
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        const text = copied('tsv', [a, b], [c, d]);
        const seen = (value: string): string => value.replace(/\r\n?/g, '\n');
        expect(pasted(text)).toEqual([
          [seen(formulaSafe(a)), seen(b)],
          [seen(formulaSafe(c)), seen(d)]
        ]);
      }),
      { numRuns: runs(300) }
    );
  });

  test('may have their headers on top', () => {
    expect(copied('tsvWithHeaders', ['a', '1'])).toBe('name\tn\na\t1');
  });

  test('are those of the rectangle alone', () => {
    const rows = rowsOf(['a', '1'], ['b', '2'], ['c', '3']);
    const range = { firstRow: 1, lastRow: 2, firstColumn: 1, lastColumn: 1 };
    const options = { format: 'tsvWithHeaders', formulaSafe: true } as const;
    expect(copyText(rows, range, options).text).toBe('n\n2\n3');
  });
});

describe('cells copied as Markdown', () => {
  test('are a table with its numbers on the right', () => {
    expect(copied('markdown', ['a', '1'], [null, '2'])).toBe(
      '| name | n |\n| --- | ---: |\n| a | 1 |\n| NULL | 2 |\n'
    );
  });

  test('show what Markdown would read otherwise', () => {
    expect(copied('markdown', ['a|b\nc_d <i>', '1'])).toContain(
      '| a\\|b<br>c\\_d &lt;i> | 1 |'
    );
  });

  test.each([
    ['![x](http://evil.example/)', '!\\[x\\](http://evil.example/)'],
    ['$\\href{x}$', '\\$&#92;href{x}\\$'],
    ['\\(x\\)', '&#92;(x&#92;)'],
    ['a\u2028b', 'a<br>b'],
    ['~~x~~ &lt;', '\\~\\~x\\~\\~ &amp;lt;']
  ])('show %j as it is', (text, escaped) => {
    expect(copied('markdown', [text, '1'])).toContain(`| ${escaped} | 1 |`);
  });
});

describe.each(['tsv', 'tsvWithHeaders', 'csv'] as const)(
  'a copy as %s',
  format => {
    const options = { format, formulaSafe: true };
    const rows = rowsOf(['=1+1', '-5'], ['-1', '2'], ['a', null]);

    test('runs no formula in a spreadsheet, and says how many texts it changed', () => {
      const { text, madeSafe } = copyText(rows, wholeRange(rows), options);
      expect(text).toMatch(/'=1\+1[\t,]-5\r?\n'-1[\t,]2/);
      expect(madeSafe).toBe(2);
    });

    test('is exact where that is wanted', () => {
      const exact = { format, formulaSafe: false };
      const { text, madeSafe } = copyText(rows, wholeRange(rows), exact);
      expect(text).toMatch(/(^|\n)=1\+1[\t,]-5\r?\n-1[\t,]2/);
      expect(madeSafe).toBe(0);
    });

    test('says how many numbers may be rounded, and copies them as numbers', () => {
      const inexact = rowsOf(['a', 'rounded'], ['b', '2']);
      const { text, rounded } = copyText(inexact, wholeRange(inexact), options);
      expect(rounded).toBe(2);
      expect(text).not.toContain('≈');
    });
  }
);

describe('cells copied as CSV', () => {
  test('have a header line and end every line as RFC 4180 does', () => {
    expect(copied('csv', ['a,b', '1'], [null, '2'], ['', '3'])).toBe(
      'name,n\r\n"a,b",1\r\n,2\r\n"",3\r\n'
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\r=x'])(
    'do not run %j as a formula',
    text => {
      expect(copied('csv', [text, '1'])).toContain(`'${text}`);
    }
  );

  test('leave negative numbers as they are', () => {
    expect(copied('csv', ['a', '-5'])).toContain('a,-5');
  });

  test('with a formula for a column name do not run that, either', () => {
    const table = new ResultTable(
      new Table(new Schema([new Field('=cmd()', new Float64())]))
    );
    const options = { format: 'csv', formulaSafe: true } as const;
    expect(copyText(table, wholeRange(table), options).text).toBe(
      "'=cmd()\r\n"
    );
  });
});

describe('a text in a cell', () => {
  test('of several lines is shown on one', () => {
    expect(cellText('SELECT 1\r\nFROM t\n\tWHERE x')).toBe(
      'SELECT 1 ↵ FROM t ↵  WHERE x'
    );
  });

  test('that is very long is cut', () => {
    expect(cellText('x'.repeat(10_000)).length).toBeLessThan(1000);
  });

  test('keeps its blanks', () => {
    expect(cellText('a  b ')).toBe('a  b ');
  });
});
