/** A table as the pieces of a CSV file: RFC 4180, UTF-8, a header row. Pure. */
import { DataType, type Data, type Table } from 'apache-arrow';
import { CSV_LINE_END, csvField, formulaSafe } from '../results/csv';
import { textReader, type ReadText } from '../results/format-value';
import type { EncodedPiece } from './format';

const ROWS_A_PIECE = 2000;

/**
 * @param options - `formulaSafe`: text that a spreadsheet would run gets an apostrophe in front;
 * what is no text is never touched.
 */
export function* csvFile(
  table: Table,
  options: { formulaSafe: boolean }
): Generator<EncodedPiece> {
  const text = options.formulaSafe ? formulaSafe : (value: string) => value;
  const encoder = new TextEncoder();
  const header = table.schema.fields
    .map(({ name }) => csvField(text(name)))
    .join(',');
  yield { bytes: encoder.encode(header + CSV_LINE_END), rows: 0 };

  let rows = 0;
  for (const batch of table.batches) {
    const columns = batch.data.children.map(data => fieldReader(data, text));
    for (let start = 0; start < batch.numRows; start += ROWS_A_PIECE) {
      const end = Math.min(batch.numRows, start + ROWS_A_PIECE);
      let lines = '';
      for (let row = start; row < end; row++) {
        lines += columns[0]?.(row) ?? '';
        for (let column = 1; column < columns.length; column++) {
          lines += `,${columns[column]?.(row) ?? ''}`;
        }
        lines += CSV_LINE_END;
      }
      rows += end - start;
      yield { bytes: encoder.encode(lines), rows };
    }
  }
}

/** Reads the field of a row, quoted as it has to be. */
function fieldReader(
  data: Data,
  text: (value: string) => string
): (row: number) => string {
  const read = textReader(data);
  if (DataType.isDictionary(data.type)) {
    return dictionaryFieldReader(data, read, text);
  }
  const safe = (value: string | null): string =>
    csvField(value === null ? null : text(value));
  return isText(data.type)
    ? row => safe(read(row))
    : row => csvField(read(row));
}

/** A dictionary's entries are few and each is met many times. */
function dictionaryFieldReader(
  data: Data,
  read: ReadText,
  text: (value: string) => string
): (row: number) => string {
  const fields = new Map<number | bigint, string>();
  const keys = data.values as ArrayLike<number | bigint>;
  return row => {
    if (!data.getValid(row)) {
      return '';
    }
    const key = keys[row] ?? 0;
    let field = fields.get(key);
    if (field === undefined) {
      field = csvField(text(read(row) ?? ''));
      fields.set(key, field);
    }
    return field;
  };
}

const isText = (type: DataType): boolean =>
  DataType.isUtf8(type) || DataType.isLargeUtf8(type);
