/**
 * The columns of `sql_execute` in Arrow's memory layout. The reader of an answer fills them and
 * then hands them over. Encodings: DBHandler.cpp 974-1105.
 */
import type { IBudget } from './budget';
import type { TTypeInfo } from './generated/heavydb_types';
import { GrowingBuffer, type NumberKind, NumberValues } from './column-values';
import { MalformedMessage } from './message-scanner';

/** TDatumType. Importing the generated module would load all of Thrift. */
const NUMBERS: Readonly<Record<number, NumberKind>> = {
  0: 'int16',
  1: 'int32',
  2: 'int64',
  3: 'float32',
  4: 'decimal',
  5: 'float64',
  7: 'int32', // TIME
  8: 'int64', // TIMESTAMP
  9: 'days', // DATE
  10: 'bool',
  11: 'int64', // intervals
  12: 'int64',
  17: 'int8'
};
/** Limit of Arrow's offsets of strings and lists. */
const OFFSET_LIMIT = 2 ** 31 - 1;

export type ColumnType = Pick<
  TTypeInfo,
  'type' | 'precision' | 'scale' | 'is_array'
>;

/** Fields of TColumnData. */
export type Slot = 1 | 2 | 3 | 4;

export type Column = {
  readonly name: string;
  readonly type: ColumnType;
  readonly values: ColumnValues;
};

export class ColumnValues {
  /** The field of TColumnData with the values. */
  readonly slot: Slot;
  readonly numbers: NumberValues | null = null;
  /** Of strings: the bytes. Of lists: the values, one after the other. */
  readonly text: GrowingBuffer | null = null;
  readonly items: ColumnValues | null = null;
  private readonly offsets: GrowingBuffer;
  private readonly nulls: GrowingBuffer;
  private nullsFound = 0;

  constructor(type: ColumnType, budget: IBudget) {
    this.offsets = new GrowingBuffer(budget);
    this.nulls = new GrowingBuffer(budget);
    const kind = NUMBERS[type.type as number];
    if (type.is_array) {
      this.slot = 4;
      this.items = new ColumnValues({ ...type, is_array: false }, budget);
    } else if (kind) {
      this.slot = /float|decimal/.test(kind) ? 2 : 1;
      this.numbers = new NumberValues(kind, { scale: type.scale, budget });
    } else {
      // Strings, and geometry as WKT.
      this.slot = 3;
      this.text = new GrowingBuffer(budget);
    }
  }

  /** Number of values so far. */
  get length(): number {
    return this.numbers?.length ?? this.offsets.length / 4;
  }

  get nullCount(): number {
    return this.nullsFound;
  }

  reserve(count: number): void {
    if (this.numbers) {
      this.numbers.reserve(count);
    } else {
      this.offsets.reserve(4 * count);
    }
  }

  /** Ends a string or list. Its bytes or items are already in place. */
  endItem(): void {
    const end = this.text?.length ?? this.items!.length;
    if (end > OFFSET_LIMIT) {
      throw new MalformedMessage('it holds more text than a column can');
    }
    new Int32Array(this.offsets.bytes.buffer)[this.offsets.length / 4] = end;
    this.offsets.length += 4;
  }

  /** Takes the null flags, one byte each, one for every value. */
  readNulls(source: Buffer, at: number, count: number): void {
    this.nulls.reserve(count);
    const { bytes, length } = this.nulls;
    for (let index = 0; index < count; index++) {
      if (source[at + index]) {
        bytes[length + index] = 1;
        this.nullsFound++;
        this.numbers?.clear(length + index);
      }
    }
    this.nulls.length += count;
  }

  /** Throws if the numbers of values and null flags differ: something is missing. */
  check(): void {
    if (this.nulls.length !== this.length) {
      throw new MalformedMessage('a column has not as many values as rows');
    }
  }

  /** Validity bits, 1 for a value; undefined if there are no nulls. */
  get validity(): Uint8Array | undefined {
    const { bytes, length } = this.nulls;
    return this.nullsFound > 0 ? toBits(bytes, { length, one: 0 }) : undefined;
  }

  /** Ends of strings or lists, after a leading 0. */
  get valueOffsets(): Int32Array {
    const offsets = new Int32Array(this.length + 1);
    offsets.set(new Int32Array(this.offsets.bytes.buffer, 0, this.length), 1);
    return offsets;
  }

  /** The numbers, or the bytes of the strings. */
  get data(): Uint8Array {
    const { numbers, text } = this;
    if (!numbers) {
      return text!.bytes.subarray(0, text!.length);
    }
    return numbers.kind === 'bool'
      ? toBits(numbers.bytes, { length: numbers.length, one: 1 })
      : numbers.bytes;
  }
}

function toBits(
  bytes: Uint8Array,
  { length, one }: { length: number; one: number }
): Uint8Array {
  const bits = new Uint8Array(Math.ceil(length / 8));
  for (let index = 0; index < length; index++) {
    if (bytes[index] === one) {
      bits[index >> 3]! |= 1 << (index & 7);
    }
  }
  return bits;
}
