/**
 * Maps Arrow types to Parquet, and reads their values: with every digit of 64-bit integers,
 * decimals and nanoseconds, which some of Arrow's own getters lose. Pure. Types:
 * https://github.com/apache/parquet-format/blob/master/LogicalTypes.md
 */
import {
  DataType,
  DateUnit,
  Precision,
  TimeUnit,
  type Data,
  type Decimal,
  type Int
} from 'apache-arrow';
import type { SchemaElement } from 'hyparquet-writer';
import { textReader } from '../../table/format-value';

type Value = number | bigint | boolean | string | Uint8Array | null | Value[];
type ReadValue = (row: number) => Value;

export type ParquetColumn = {
  /** The elements of the file's schema, in its order. */
  elements: SchemaElement[];
  /** Reads the values of one record batch's column. */
  reader: (data: Data) => ReadValue;
};

export function parquetColumn(name: string, type: DataType): ParquetColumn {
  if (DataType.isList(type)) {
    return listColumn(name, type.children[0]?.type as DataType | undefined);
  }
  const { element, reader } = scalar(type);
  return {
    elements: [{ name, repetition_type: 'OPTIONAL', ...element }],
    reader: orNull(reader)
  };
}

/** The three levels that Parquet prescribes for a list. */
function listColumn(name: string, item?: DataType): ParquetColumn {
  const { element, reader } = item ? scalar(item) : text;
  const readItem = orNull(reader);
  return {
    elements: [
      {
        name,
        repetition_type: 'OPTIONAL',
        num_children: 1,
        converted_type: 'LIST',
        logical_type: { type: 'LIST' }
      },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', repetition_type: 'OPTIONAL', ...element }
    ],
    reader: orNull(data => {
      const offsets = data.valueOffsets as Int32Array;
      const child = data.children[0];
      const read = child ? readItem(child) : () => null;
      return row => {
        const items: Value[] = [];
        for (let i = offsets[row] ?? 0; i < (offsets[row + 1] ?? 0); i++) {
          items.push(read(i));
        }
        return items;
      };
    })
  };
}

type Scalar = {
  element: Partial<SchemaElement>;
  reader: (data: Data) => ReadValue;
};

const orNull =
  (reader: Scalar['reader']): Scalar['reader'] =>
  data => {
    const read = reader(data);
    return data.nullCount === 0
      ? read
      : row => (data.getValid(row) ? read(row) : null);
  };

/** Also used for types that Parquet lacks: as text, as shown. */
const text: Scalar = {
  element: {
    type: 'BYTE_ARRAY',
    converted_type: 'UTF8',
    logical_type: { type: 'STRING' }
  },
  reader: data => {
    if (DataType.isDictionary(data.type)) {
      return entryReader(data);
    }
    return DataType.isUtf8(data.type) ? bytesReader(data) : textReader(data);
  }
};

/** Parquet stores UTF-8, so it is not decoded. */
function bytesReader(data: Data): ReadValue {
  const offsets = data.valueOffsets as Int32Array;
  const bytes = data.values as Uint8Array;
  return row => bytes.subarray(offsets[row], offsets[row + 1]);
}

/** Each entry is decoded once, however many rows have it. */
function entryReader(data: Data): ReadValue {
  const keys = data.values as ArrayLike<number | bigint>;
  const read = textReader(data);
  const entries = new Map<number | bigint, string | null>();
  return row => {
    const key = keys[row] ?? 0;
    let entry = entries.get(key);
    if (entry === undefined) {
      entry = read(row);
      entries.set(key, entry);
    }
    return entry;
  };
}

const UNITS = {
  [TimeUnit.SECOND]: 'MILLIS',
  [TimeUnit.MILLISECOND]: 'MILLIS',
  [TimeUnit.MICROSECOND]: 'MICROS',
  [TimeUnit.NANOSECOND]: 'NANOS'
} as const;

function scalar(type: DataType): Scalar {
  if (DataType.isBool(type)) {
    return {
      element: { type: 'BOOLEAN' },
      reader: data => {
        const bits = data.values as Uint8Array;
        return row => {
          const bit = data.offset + row;
          return ((bits[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
        };
      }
    };
  }
  if (DataType.isInt(type) && (type.isSigned || type.bitWidth < 32)) {
    return { element: integer(type), reader: asTheyAre };
  }
  if (DataType.isFloat(type) && type.precision !== Precision.HALF) {
    const isSingle = type.precision === Precision.SINGLE;
    return {
      element: { type: isSingle ? 'FLOAT' : 'DOUBLE' },
      reader: asTheyAre
    };
  }
  if (DataType.isDecimal(type) && type.bitWidth === 128) {
    return decimal(type);
  }
  if (DataType.isDate(type)) {
    const isDay = type.unit === DateUnit.DAY;
    return {
      element: {
        type: 'INT32',
        converted_type: 'DATE',
        logical_type: { type: 'DATE' }
      },
      reader: isDay
        ? asTheyAre
        : data => {
            const values = data.values as ArrayLike<number | bigint>;
            return row => Math.floor(Number(values[row]) / 86_400_000);
          }
    };
  }
  if (DataType.isTime(type)) {
    const unit = UNITS[type.unit];
    return {
      element: {
        type: unit === 'MILLIS' ? 'INT32' : 'INT64',
        logical_type: { type: 'TIME', isAdjustedToUTC: false, unit }
      },
      // Parquet has no unit of whole seconds.
      reader:
        type.unit === TimeUnit.SECOND
          ? data => row => (data.values as Int32Array)[row]! * 1000
          : asTheyAre
    };
  }
  if (DataType.isTimestamp(type)) {
    const isAdjustedToUTC = (type.timezone ?? '') !== '';
    return {
      element: {
        type: 'INT64',
        logical_type: {
          type: 'TIMESTAMP',
          isAdjustedToUTC,
          unit: UNITS[type.unit]
        }
      },
      reader:
        type.unit === TimeUnit.SECOND
          ? data => row => (data.values as BigInt64Array)[row]! * 1000n
          : asTheyAre
    };
  }
  return text;
}

/** By its older name only: hyparquet-writer 0.17 gives the newer one a width that is no i8. */
function integer({ bitWidth, isSigned }: Int): Partial<SchemaElement> {
  switch (bitWidth) {
    case 8:
      return { type: 'INT32', converted_type: isSigned ? 'INT_8' : 'UINT_8' };
    case 16:
      return { type: 'INT32', converted_type: isSigned ? 'INT_16' : 'UINT_16' };
    case 32:
      return { type: 'INT32' };
    default:
      return { type: 'INT64' };
  }
}

const asTheyAre: Scalar['reader'] = data => {
  const values = data.values as ArrayLike<number | bigint>;
  return row => values[row] ?? null;
};

function decimal({ precision, scale }: Decimal): Scalar {
  const logical = {
    converted_type: 'DECIMAL',
    logical_type: { type: 'DECIMAL', precision, scale },
    precision,
    scale
  } as const;
  return {
    element:
      precision <= 18
        ? { type: 'INT64', ...logical }
        : { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, ...logical },
    reader: data => {
      const words = data.values as Uint32Array;
      const view = new DataView(
        words.buffer,
        words.byteOffset,
        words.byteLength
      );
      return row =>
        (view.getBigInt64(16 * row + 8, true) << 64n) |
        view.getBigUint64(16 * row, true);
    }
  };
}
