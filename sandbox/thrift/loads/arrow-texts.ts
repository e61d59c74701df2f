/** The texts of an Arrow stream, of which load_table_binary_arrow sends one. */
import {
  DataType,
  DateUnit,
  type RecordBatch,
  type Table,
  tableFromIPC,
  type Vector
} from 'apache-arrow';
import type { Text } from '../../engine/changes/load.js';
import { DatabaseError } from '../../errors.js';
import { decimalText, listText, timestampText } from './value-texts.js';

/** Throws unless the stream holds exactly one batch, as HeavyDB does. */
export function batchOf(stream: Buffer): RecordBatch {
  const { batches } = readStream(stream);
  const [batch] = batches;
  if (!batch || batches.length !== 1) {
    throw new DatabaseError(
      'Expected a single Arrow record batch. Import aborted'
    );
  }
  return batch;
}

function readStream(stream: Buffer): Table {
  try {
    return tableFromIPC(new Uint8Array(stream));
  } catch (error) {
    throw new DatabaseError(
      `Arrow stream could not be read: ${(error as Error).message}`
    );
  }
}

export const arrowTexts = (vector: Vector): Text[] =>
  Array.from({ length: vector.length }, (_, index) => textAt(vector, index));

const UNIT_DIGITS = [0, 3, 6, 9];

function textAt(vector: Vector, index: number): Text {
  const type = vector.type as DataType;
  if (!vector.isValid(index)) {
    return null;
  }
  if (DataType.isTimestamp(type)) {
    return timestampText(rawAt(vector, index), UNIT_DIGITS[type.unit] ?? 0);
  }
  if (DataType.isTime(type)) {
    return timestampText(
      rawAt(vector, index),
      UNIT_DIGITS[type.unit] ?? 0
    ).slice(11);
  }
  if (DataType.isDate(type)) {
    const inDay = type.unit === DateUnit.DAY ? 86_400n : 1n;
    return timestampText(
      rawAt(vector, index) * inDay,
      type.unit === DateUnit.DAY ? 0 : 3
    ).slice(0, 10);
  }
  const value = vector.get(index) as unknown;
  if (DataType.isDecimal(type)) {
    return decimalText(wordsToBigint(value as Uint32Array), type.scale);
  }
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) {
    return listText(arrowTexts(value as Vector));
  }
  const isText = ['string', 'number', 'bigint', 'boolean'].includes(
    typeof value
  );
  return isText && !Number.isNaN(value) ? String(value) : null;
}

/** The number as it was sent: `get` makes milliseconds of it. */
function rawAt(vector: Vector, index: number): bigint {
  let left = index;
  for (const chunk of vector.data) {
    if (left < chunk.length) {
      return BigInt((chunk.values as ArrayLike<number | bigint>)[left] ?? 0);
    }
    left -= chunk.length;
  }
  return 0n;
}

function wordsToBigint(words: Uint32Array): bigint {
  const value = words.reduceRight(
    (sum, word) => (sum << 32n) + BigInt(word),
    0n
  );
  return BigInt.asIntN(words.length * 32, value);
}
