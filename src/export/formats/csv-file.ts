/** A table as the pieces of a CSV file: RFC 4180, UTF-8, a header row. Pure. */
import { DataType, type Data, type Table } from 'apache-arrow';
import { CSV_LINE_END, csvField, formulaSafe } from '../../table/csv';
import { textReader, type ReadText } from '../../table/format-value';
import { CSV_DIALECTS, type CsvOptions } from './csv-options';
import type { EncodedPiece } from './export-format';

const ROWS_A_PIECE = 2000;
const BYTE_ORDER_MARK = '\ufeff';

/** Formats values as fields. */
type Fields = {
  separator: string;
  decimalPoint: string;
  /** Makes a text safe, if requested; other values stay unchanged. */
  safe: (text: string) => string;
};

type ReadField = (row: number) => string;

export function* csvFile(
  table: Table,
  options: CsvOptions
): Generator<EncodedPiece> {
  const fields: Fields = {
    ...CSV_DIALECTS[options.dialect],
    safe: options.formulaSafe ? formulaSafe : text => text
  };
  const { separator } = fields;
  const encoder = new TextEncoder();
  const header = table.schema.fields
    .map(({ name }) => csvField(fields.safe(name), separator))
    .join(separator);
  const start = options.byteOrderMark ? BYTE_ORDER_MARK : '';
  yield { bytes: encoder.encode(start + header + CSV_LINE_END), rows: 0 };

  let rows = 0;
  for (const batch of table.batches) {
    const columns = batch.data.children.map(data => fieldReader(data, fields));
    for (let start = 0; start < batch.numRows; start += ROWS_A_PIECE) {
      const end = Math.min(batch.numRows, start + ROWS_A_PIECE);
      let lines = '';
      for (let row = start; row < end; row++) {
        lines += columns[0]?.(row) ?? '';
        for (let column = 1; column < columns.length; column++) {
          lines += separator + (columns[column]?.(row) ?? '');
        }
        lines += CSV_LINE_END;
      }
      rows += end - start;
      yield { bytes: encoder.encode(lines), rows };
    }
  }
}

/** Reads the field of a row, quoted if necessary. */
function fieldReader(data: Data, fields: Fields): ReadField {
  const { separator, decimalPoint, safe } = fields;
  const type = data.type;
  const read = textReader(data);
  if (DataType.isDictionary(type)) {
    return dictionaryFieldReader(data, read, fields);
  }
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) {
    return row => {
      const text = read(row);
      return csvField(text === null ? null : safe(text), separator);
    };
  }
  if (DataType.isFloat(type) || DataType.isDecimal(type)) {
    return row =>
      csvField(read(row)?.replace('.', decimalPoint) ?? null, separator);
  }
  return row => csvField(read(row), separator);
}

/** A dictionary has few entries, and each occurs many times. */
function dictionaryFieldReader(
  data: Data,
  read: ReadText,
  { separator, safe }: Fields
): ReadField {
  const fields = new Map<number | bigint, string>();
  const keys = data.values as ArrayLike<number | bigint>;
  return row => {
    if (!data.getValid(row)) {
      return '';
    }
    const key = keys[row] ?? 0;
    let field = fields.get(key);
    if (field === undefined) {
      field = csvField(safe(read(row) ?? ''), separator);
      fields.set(key, field);
    }
    return field;
  };
}
