/** Finds the record batch of a row. Pure. */

export class BatchIndex {
  /** @param lengths - the number of rows of each batch, none of them empty. */
  constructor(lengths: readonly number[]) {
    let first = 0;
    this.starts = lengths.map(length => {
      const start = first;
      first += length;
      return start;
    });
  }

  /** The first row of each batch. */
  readonly starts: readonly number[];

  /** The batch of a row. Rows are mostly requested in order, so the last answer is tried first. */
  batchOf(row: number): number {
    const last = this._last;
    if (row >= (this.starts[last] ?? 0) && row < this._endOf(last)) {
      return last;
    }
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= row) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    this._last = low;
    return low;
  }

  private _endOf(batch: number): number {
    return this.starts[batch + 1] ?? Infinity;
  }

  private _last = 0;
}
