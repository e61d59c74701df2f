/**
 * The values of one column of `sql_execute`, written in Arrow's layout as they are read. The input
 * is Thrift's binary protocol: big-endian, eight bytes for every number.
 */
import type { IBudget } from './budget';

export type NumberKind =
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'float32'
  | 'float64'
  /** 128 bits, converted from a double. */
  | 'decimal'
  | 'bool'
  /** Days, converted from seconds. */
  | 'days';

/** Bytes of one value; a bool takes one until the end. */
const WIDTHS: Readonly<Record<NumberKind, number>> = {
  int8: 1,
  int16: 2,
  int32: 4,
  int64: 8,
  float32: 4,
  float64: 8,
  decimal: 16,
  bool: 1,
  days: 4
};
const SECONDS_A_DAY = 86_400;
const TWO_TO_32 = 2 ** 32;
/** Up to this limit, a double that was divided by its scale can be multiplied back exactly. */
const SAFELY_SCALED = 2 ** 51;

/** Memory that grows. It doubles, unless the size is reserved first. */
export class GrowingBuffer {
  bytes = new Uint8Array(0);
  length = 0;

  constructor(private readonly budget: IBudget) {}

  reserve(count: number): void {
    const needed = this.length + count;
    if (needed > this.bytes.length) {
      const size =
        this.bytes.length === 0
          ? needed
          : Math.max(needed, this.bytes.length * 2);
      this.budget.take(size - this.bytes.length);
      const bigger = new Uint8Array(Math.ceil(size / 16) * 16);
      bigger.set(this.bytes.subarray(0, this.length));
      this.bytes = bigger;
    }
  }
}

export class NumberValues {
  length = 0;
  private readonly memory: GrowingBuffer;

  constructor(
    readonly kind: NumberKind,
    private readonly options: { scale: number; budget: IBudget }
  ) {
    this.memory = new GrowingBuffer(options.budget);
  }

  /** Reserves room for this many values. */
  reserve(count: number): void {
    this.memory.reserve(count * WIDTHS[this.kind]);
  }

  /** Takes `count` values of eight bytes each; their room must be reserved. */
  read(source: Buffer, at: number, count: number): void {
    const view = new DataView(source.buffer, source.byteOffset + at, count * 8);
    const { buffer } = this.memory.bytes;
    const from = this.length;
    this.length += count;
    this.memory.length = this.length * WIDTHS[this.kind];
    switch (this.kind) {
      case 'int8':
        return readInts(view, new Int8Array(buffer), from);
      case 'int16':
        return readInts(view, new Int16Array(buffer), from);
      case 'int32':
        return readInts(view, new Int32Array(buffer), from);
      case 'int64':
        return readLongs(view, new Int32Array(buffer), from);
      case 'float32':
        return readReals(view, new Float32Array(buffer), from);
      case 'float64':
        return readReals(view, new Float64Array(buffer), from);
      case 'decimal':
        return readDecimals(view, new Int32Array(buffer), {
          from,
          scale: this.options.scale
        });
      case 'bool':
        return readBools(view, new Uint8Array(buffer), from);
      case 'days':
        return readDays(view, new Int32Array(buffer), from);
    }
  }

  /** The value of a null is arbitrary; set it to zero. */
  clear(index: number): void {
    const width = WIDTHS[this.kind];
    this.memory.bytes.fill(0, index * width, (index + 1) * width);
  }

  /** Returns the values in as many bytes as they need; one byte each for bools. */
  get bytes(): Uint8Array {
    return this.memory.bytes.subarray(0, this.length * WIDTHS[this.kind]);
  }
}

type Ints = Int8Array | Int16Array | Int32Array;

function readInts(view: DataView, target: Ints, from: number): void {
  const end = from + view.byteLength / 8;
  for (let to = from, at = 4; to < end; to++, at += 8) {
    target[to] = view.getInt32(at);
  }
}

/** As pairs of 32 bits, low word first, to avoid bigints. */
function readLongs(view: DataView, target: Int32Array, from: number): void {
  const end = 2 * from + view.byteLength / 4;
  for (let to = 2 * from, at = 0; to < end; to += 2, at += 8) {
    target[to] = view.getInt32(at + 4);
    target[to + 1] = view.getInt32(at);
  }
}

function readReals(
  view: DataView,
  target: Float32Array | Float64Array,
  from: number
): void {
  const end = from + view.byteLength / 8;
  for (let to = from, at = 0; to < end; to++, at += 8) {
    target[to] = view.getFloat64(at);
  }
}

function readBools(view: DataView, target: Uint8Array, from: number): void {
  const end = from + view.byteLength / 8;
  for (let to = from, at = 0; to < end; to++, at += 8) {
    target[to] = view.getInt32(at) | view.getInt32(at + 4) ? 1 : 0;
  }
}

function readDays(view: DataView, target: Int32Array, from: number): void {
  const end = from + view.byteLength / 8;
  for (let to = from, at = 0; to < end; to++, at += 8) {
    const seconds = view.getInt32(at) * TWO_TO_32 + view.getUint32(at + 4);
    target[to] = Math.floor(seconds / SECONDS_A_DAY);
  }
}

/** A DECIMAL arrives as a double. Rounding it to its scale restores the value, up to 15 digits. */
function readDecimals(
  view: DataView,
  target: Int32Array,
  { from, scale }: { from: number; scale: number }
): void {
  const end = 4 * from + view.byteLength / 2;
  const factor = 10 ** scale;
  for (let to = 4 * from, at = 0; to < end; to += 4, at += 8) {
    const value = view.getFloat64(at);
    const scaled = value * factor;
    if (Math.abs(scaled) < SAFELY_SCALED) {
      const digits = Math.round(scaled);
      target[to] = digits;
      target[to + 1] = Math.floor(digits / TWO_TO_32);
      target[to + 2] = target[to + 3] = digits < 0 ? -1 : 0;
    } else {
      const digits = unscaled(value, scale);
      for (let word = 0; word < 4; word++) {
        target[to + word] = Number(
          BigInt.asIntN(32, digits >> BigInt(32 * word))
        );
      }
    }
  }
}

function unscaled(value: number, scale: number): bigint {
  if (!Number.isFinite(value)) {
    return 0n;
  }
  // toFixed writes numbers from 1e21 on with an exponent.
  return Math.abs(value) < 1e21
    ? BigInt(value.toFixed(scale).replace('.', ''))
    : BigInt(value) * 10n ** BigInt(scale);
}
