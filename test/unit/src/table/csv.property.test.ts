import { Int32, Table, Utf8, vectorFromArray } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvFile } from '../../../../src/export/formats/csv-file';
import { CSV_DIALECTS } from '../../../../src/export/formats/csv-options';
import { CSV_LINE_END, csvField, formulaSafe } from '../../../../src/table/csv';
import { readCsv } from '../../../helpers/csv-reader';
import { runs } from '../../../helpers/fuzz';

/** Text in which what matters to CSV and to spreadsheets is frequent. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom('"', ',', '\r', '\n', '\r\n', "'", ' ', ';'),
      fc.constantFrom('=', '+', '-', '@', '\t', '\0', '＝', '＋', '－', '＠'),
      fc.string({ unit: 'binary', maxLength: 3 })
    ),
    { maxLength: 6 }
  )
  .map(parts => parts.join(''));

const cell = fc.option(text, { freq: 5 });

/** With what begins so, spreadsheets begin to calculate: OWASP, "CSV Injection", and ASVS 1.2.10. */
const RUNS_IN_A_SPREADSHEET = [...'=+-@\t\r\n\0＝＋－＠'];

describe('for every text', () => {
  test('records of fields are read back as they were, NULL apart from the empty text', () => {
    const rows = fc.integer({ min: 1, max: 4 }).chain(width =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 4
      })
    );
    fc.assert(
      fc.property(rows, records => {
        const written = records
          .map(
            record =>
              record.map(field => csvField(field)).join(',') + CSV_LINE_END
          )
          .join('');
        expect(readCsv(written)).toEqual(records);
      }),
      { numRuns: runs(500) }
    );
  });

  test('what a spreadsheet would run begins with an apostrophe, and nothing else changes', () => {
    fc.assert(
      fc.property(text, value => {
        const safe = formulaSafe(value);
        expect(RUNS_IN_A_SPREADSHEET).not.toContain(safe[0]);
        const [seen = ''] = value.replace(/^\p{Cf}+/u, '');
        // A spreadsheet drops control characters: what follows one would run.
        const isDangerous =
          RUNS_IN_A_SPREADSHEET.includes(seen) || /\p{Cc}/u.test(seen);
        expect(safe).toBe(isDangerous ? `'${value}` : value);
      }),
      {
        numRuns: runs(500),
        examples: [
          ['\0=1+1'],
          ['\n=1+1'],
          ['＝1+1'],
          ['＠SUM(1)'],
          ['\ufeff=1+1']
        ]
      }
    );
  });

  test('making it safe twice is making it safe once', () => {
    fc.assert(
      fc.property(text, value => {
        expect(formulaSafe(formulaSafe(value))).toBe(formulaSafe(value));
      }),
      { numRuns: runs(500) }
    );
  });
});

test('for every table, the file holds its header and cells, and numbers as they are', () => {
  const tables = fc.record({
    name: text.filter(Boolean),
    rows: fc.array(fc.tuple(cell, fc.option(fc.integer())), {
      minLength: 1,
      maxLength: 5
    }),
    isSafe: fc.boolean(),
    dialect: fc.constantFrom('comma', 'semicolon', 'tab')
  });
  fc.assert(
    fc.property(tables, ({ name, rows, isSafe, dialect }) => {
      fc.pre(name !== 'number');
      const table = new Table({
        [name]: vectorFromArray(
          rows.map(([value]) => value),
          new Utf8()
        ),
        number: vectorFromArray(
          rows.map(([, value]) => value),
          new Int32()
        )
      });
      const file = Buffer.concat(
        [
          ...csvFile(table, {
            dialect,
            byteOrderMark: false,
            formulaSafe: isSafe
          })
        ].map(({ bytes }) => bytes)
      ).toString();
      const safe = (value: string): string =>
        isSafe ? formulaSafe(value) : value;
      expect(readCsv(file, CSV_DIALECTS[dialect])).toEqual([
        [safe(name), 'number'],
        ...rows.map(([value, number]) => [
          value === null ? null : safe(value),
          number === null ? null : String(number)
        ])
      ]);
    }),
    { numRuns: runs(200) }
  );
});
