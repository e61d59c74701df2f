/** Buffers that grow as values come, in Arrow's layout. */

type TypedArray<T extends number | bigint> = {
  [index: number]: T;
  readonly length: number;
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
  readonly byteLength: number;
  set(values: TypedArray<T>): void;
  subarray(from: number, to: number): TypedArray<T>;
};

const FIRST_SIZE = 2048;

export class NumberList<T extends number | bigint> {
  constructor(
    private readonly _array: new (length: number) => TypedArray<T>,
    first: readonly T[] = []
  ) {
    this._values = new _array(FIRST_SIZE);
    first.forEach(value => this.push(value));
  }

  push(value: T): void {
    if (this._length === this._values.length) {
      this._grow();
    }
    this._values[this._length] = value;
    this._length += 1;
  }

  /** Adds a zero, for a null. */
  skip(): void {
    if (this._length === this._values.length) {
      this._grow();
    }
    this._length += 1;
  }

  finish(): TypedArray<T> {
    return this._values.subarray(0, this._length);
  }

  private _grow(): void {
    const larger = new this._array(this._values.length * 2);
    larger.set(this._values);
    this._values = larger;
  }

  private _values: TypedArray<T>;
  private _length = 0;
}

/** One bit a value, lowest bit first. */
export class Bitmap {
  push(value: boolean): void {
    const byte = this._length >> 3;
    if (byte === this._bytes.length) {
      const larger = new Uint8Array(this._bytes.length * 2);
      larger.set(this._bytes);
      this._bytes = larger;
    }
    if (value) {
      this._bytes[byte] = (this._bytes[byte] ?? 0) | (1 << (this._length & 7));
    } else {
      this._falses += 1;
    }
    this._length += 1;
  }

  get length(): number {
    return this._length;
  }

  /** The same as Arrow's `makeData` takes it; a false bit is a null. */
  get nulls() {
    return {
      length: this._length,
      nullCount: this._falses,
      // Arrow omits the bitmap of a column without nulls.
      nullBitmap: this._falses > 0 ? this.finish() : undefined
    };
  }

  finish(): Uint8Array {
    return this._bytes.subarray(0, (this._length + 7) >> 3);
  }

  private _bytes = new Uint8Array(FIRST_SIZE / 8);
  private _length = 0;
  private _falses = 0;
}
