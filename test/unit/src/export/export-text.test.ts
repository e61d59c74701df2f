import { expect, test } from 'vitest';
import {
  formatBytes,
  outcomeText,
  progressShare,
  progressText
} from '../../../../src/export/export-text';
import { SidecarError } from '../../../../src/sidecar/sidecar-error';
import { trans } from '../../../helpers/fake-connection';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [9960, '10 kB'],
  [97_800_000, '98 MB'],
  [999_600, '1.0 MB'],
  [2_500_000_000, '2.5 GB']
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('what was exported is told in rows, name and size', () => {
  const outcome = {
    kind: 'exported',
    path: 'RTC:data/flights.csv',
    rows: 1_234_567,
    bytes: 97_800_000,
    maxRows: null
  } as const;
  expect(outcomeText(outcome, 'flights.csv', trans)).toBe(
    'Exported 1,234,567 rows to flights.csv (98 MB)'
  );
  expect(outcomeText({ ...outcome, rows: 1 }, 'flights.csv', trans)).toBe(
    'Exported 1 row to flights.csv (98 MB)'
  );
  expect(
    outcomeText({ ...outcome, rows: 1000, maxRows: 1000 }, 'a.csv', trans)
  ).toBe(
    'Exported 1,000 rows to flights.csv (98 MB). Rows are missing: the administrator allows at most 1,000.'
  );
});

test('a failure is told in the words of the sidecar, or as one of writing', () => {
  const leftover = null;
  const error = new SidecarError('result_too_large', 'It is over 256 MiB.');
  expect(outcomeText({ kind: 'failed', error, leftover }, 'a.csv', trans)).toBe(
    'a.csv was not exported. It is over 256 MiB.'
  );
  expect(
    outcomeText(
      { kind: 'failed', error: new Error('No space.'), leftover: 'a.part~' },
      'a.csv',
      trans
    )
  ).toBe(
    'a.csv was not exported. The file could not be written: No space. The partial file is “a.part~”. The file browser does not show it.'
  );
});

test('the bar goes on from the query to the file', () => {
  const querying = {
    phase: 'querying',
    bytes: 50,
    expectedBytes: 100,
    rows: 1_234
  } as const;
  const writing = {
    phase: 'writing',
    rows: 5,
    totalRows: 10,
    bytes: 9
  } as const;
  expect(progressShare({ ...querying, expectedBytes: null }, true)).toBeNull();
  expect(progressShare(querying, true)).toBeCloseTo(0.2);
  expect(progressShare(writing, true)).toBeCloseTo(0.7);
  expect(progressShare(writing, false)).toBeCloseTo(0.5);
  expect(progressShare({ ...writing, rows: 0, totalRows: 0 }, false)).toBe(0);
  expect(progressText(querying, 'a.csv', trans)).toBe(
    'Exporting a.csv: fetching 1,234 rows, 50 B of 100 B…'
  );
  expect(
    progressText({ ...querying, expectedBytes: null }, 'a.csv', trans)
  ).toBe('Exporting a.csv: fetching 1,234 rows, 50 B…');
  expect(progressText(writing, 'a.csv', trans)).toBe(
    'Exporting a.csv: 5 of 10 rows, 9 B…'
  );
});
