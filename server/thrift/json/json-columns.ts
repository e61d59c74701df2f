/**
 * Columns of `sql_execute` from what the stubs decoded from Thrift's JSON, the protocol of
 * HeavyDB's port 6278.
 */
import type { ReadBytes } from '../binary/binary-input';
import type { ColumnsAnswer, JsonColumn, QueryAnswer } from '../calls';
import { ColumnValues } from '../columns';
import type { IBudget } from '../budget';

/** Decoded JSON takes a multiple of its bytes. */
const MAX_BYTES_OF_JSON = 64 * 1024 * 1024;

/** Collects the whole text, because JSON cannot be decoded in pieces. */
export async function wholeJson(
  read: ReadBytes,
  budget: IBudget
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for (let chunk; (chunk = await read());) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BYTES_OF_JSON) {
      budget.take(Infinity);
    }
  }
  return Buffer.concat(chunks, length);
}

export const columnsFromJson = (
  answer: QueryAnswer,
  budget: IBudget
): ColumnsAnswer => ({
  queryType: answer.query_type ?? null,
  executionTimeMs: Number(answer.execution_time_ms ?? 0),
  columns: (answer.row_set?.row_desc ?? []).map((description, index) => {
    const { col_name: name, col_type: type } = description;
    const values = new ColumnValues(type, budget);
    const column = answer.row_set?.columns[index];
    if (column) {
      fill(values, column);
    }
    return { name, type, values };
  })
});

function fill(values: ColumnValues, { data, nulls }: JsonColumn): void {
  const { numbers, text, items } = values;
  if (numbers) {
    const list = values.slot === 1 ? data.int_col : data.real_col;
    const bytes = Buffer.alloc(8 * list.length);
    list.forEach((value, index) =>
      typeof value === 'bigint'
        ? bytes.writeBigInt64BE(value, 8 * index)
        : bytes.writeDoubleBE(value, 8 * index)
    );
    numbers.reserve(list.length);
    numbers.read(bytes, 0, list.length);
  } else if (text) {
    values.reserve(data.str_col.length);
    for (const value of data.str_col) {
      const bytes = Buffer.from(value);
      text.reserve(bytes.length);
      text.bytes.set(bytes, text.length);
      text.length += bytes.length;
      values.endItem();
    }
  } else {
    values.reserve(data.arr_col.length);
    for (const item of data.arr_col) {
      fill(items!, item);
      values.endItem();
    }
  }
  values.readNulls(Buffer.from(nulls.map(Number)), 0, nulls.length);
  values.check();
}
