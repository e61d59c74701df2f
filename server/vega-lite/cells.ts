/** Reads the rows of a small answer, such as the domain of a scale. Pure. */
import type { Column, ColumnValues } from '../thrift/columns';
import type { NumberValues } from '../thrift/column-values';
import type { Cell } from './sql/ask';

const SECONDS_A_DAY = 86_400;

export function rowsOf(columns: readonly Column[]): Cell[][] {
  const cells = columns.map(({ type, values }) => cellsOf(values, type.scale));
  return Array.from({ length: cells[0]?.length ?? 0 }, (_, row) =>
    cells.map(column => column[row] ?? null)
  );
}

function cellsOf(values: ColumnValues, scale: number): Cell[] {
  const { numbers, length, validity } = values;
  const cellAt = numbers ? numberReader(numbers, scale) : textReader(values);
  const isNull = (row: number): boolean =>
    validity !== undefined &&
    ((validity[row >> 3] ?? 0) & (1 << (row & 7))) === 0;
  return Array.from({ length }, (_, row) => (isNull(row) ? null : cellAt(row)));
}

/** Lists are not read: nothing is scaled by them. */
function textReader({
  text,
  data,
  valueOffsets
}: ColumnValues): (row: number) => Cell {
  const decoder = new TextDecoder();
  return row =>
    text
      ? decoder.decode(data.subarray(valueOffsets[row], valueOffsets[row + 1]))
      : null;
}

function numberReader(
  { kind, bytes }: NumberValues,
  scale: number
): (row: number) => Cell {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (kind) {
    case 'int8':
      return row => view.getInt8(row);
    case 'int16':
      return row => view.getInt16(2 * row, true);
    case 'int32':
      return row => view.getInt32(4 * row, true);
    case 'int64':
      return row => Number(view.getBigInt64(8 * row, true));
    case 'float32':
      return row => view.getFloat32(4 * row, true);
    case 'float64':
      return row => view.getFloat64(8 * row, true);
    case 'decimal':
      return row => Number(view.getBigInt64(16 * row, true)) / 10 ** scale;
    case 'bool':
      return row => view.getUint8(row) !== 0;
    case 'days':
      return row => view.getInt32(4 * row, true) * SECONDS_A_DAY;
  }
}
