/**
 * Reads flatbuffers (https://flatbuffers.dev/internals/) from unverified bytes. Throws a RangeError
 * if a reference leads outside the buffer, or if many references lead to the same bytes, which
 * would let a few bytes stand for many. Fields are numbered as in the .fbs file; an absent field is
 * 0.
 */

/** Tolerance for data that may be shared without harm, such as the empty string. */
const SLACK = 2;

/** Bytes read from one buffer, compared to its size. */
class Budget {
  private budget: number;

  constructor(readonly view: DataView) {
    this.budget = SLACK * view.byteLength;
  }

  spend(bytes: number): void {
    this.budget -= bytes;
    if (this.budget < 0) {
      throw new RangeError('its metadata leads in circles');
    }
  }
}

export type Vector = { at: number; count: number };

export class FlatTable {
  private readonly vtable: number;

  private constructor(
    private readonly budget: Budget,
    private readonly at: number
  ) {
    budget.spend(4);
    this.vtable = at - this.view.getInt32(at, true);
  }

  static root(bytes: Uint8Array): FlatTable {
    const { buffer, byteOffset, byteLength } = bytes;
    const view = new DataView(buffer, byteOffset, byteLength);
    return new FlatTable(new Budget(view), view.getUint32(0, true));
  }

  get view(): DataView {
    return this.budget.view;
  }

  uint8(field: number): number {
    const at = this.find(field);
    return at === null ? 0 : this.view.getUint8(at);
  }

  /** A size or a count. */
  int64(field: number): number {
    const at = this.find(field);
    return at === null ? 0 : this.countAt(at);
  }

  /** A size or a count at any position, as in the structs of a vector. */
  countAt(at: number): number {
    const value = Number(this.view.getBigInt64(at, true));
    if (value < 0 || !Number.isSafeInteger(value)) {
      throw new RangeError('a length makes no sense');
    }
    return value;
  }

  table(field: number): FlatTable | null {
    const at = this.find(field);
    return at === null ? null : this.tableAt(at);
  }

  tables(field: number): FlatTable[] {
    const { at, count } = this.vector(field, 4);
    return Array.from({ length: count }, (_, index) =>
      this.tableAt(at + 4 * index)
    );
  }

  /** A vector with elements of this size; empty if absent. */
  vector(field: number, size: number): Vector {
    const found = this.find(field);
    if (found === null) {
      return { at: 0, count: 0 };
    }
    const start = found + this.view.getUint32(found, true);
    const count = this.view.getUint32(start, true);
    const at = start + 4;
    this.budget.spend(4 + count * size);
    if (at + count * size > this.view.byteLength) {
      throw new RangeError('its metadata is cut');
    }
    return { at, count };
  }

  private tableAt(at: number): FlatTable {
    return new FlatTable(this.budget, at + this.view.getUint32(at, true));
  }

  private find(field: number): number | null {
    const slot = 4 + 2 * field;
    if (slot + 2 > this.view.getUint16(this.vtable, true)) {
      return null;
    }
    const offset = this.view.getUint16(this.vtable + slot, true);
    return offset === 0 ? null : this.at + offset;
  }
}
