/**
 * Finds where something that may be long ends in a text. Reads each position once, however often it
 * is asked: a text that opens something ten thousand times must not be slow. Pure.
 */

/**
 * The next position of something, such as a line end. Asked in ascending order, it reads the text
 * once.
 */
export class NextPlace {
  constructor(
    private readonly _sql: string,
    private readonly _sought: string
  ) {}

  /** @returns the first position at or after an offset; the length of the text if there is none. */
  from(offset: number): number {
    if (offset < this._from || this._found < offset) {
      const found = this._sql.indexOf(this._sought, offset);
      this._from = offset;
      this._found = found === -1 ? this._sql.length : found;
    }
    return this._found;
  }

  private _from = 0;
  private _found = -1;
}

/** Ends of quoted text, in which a quote is doubled. */
export class QuoteEnds {
  constructor(
    private readonly _sql: string,
    private readonly _quote: string
  ) {}

  /** @returns the offset after the closing quote; `null` if the quote at `open` stays open. */
  endOf(open: number): number | null {
    // After a doubled quote, the string continues as if it began there.
    const starts: number[] = [];
    let end = this._ends.get(open);
    for (let start = open; end === undefined; end = this._ends.get(start)) {
      starts.push(start);
      const quote = this._sql.indexOf(this._quote, start + 1);
      if (quote === -1) {
        end = null;
        break;
      }
      if (this._sql[quote + 1] !== this._quote) {
        end = quote + 1;
        break;
      }
      start = quote + 1;
    }
    for (const start of starts) {
      this._ends.set(start, end);
    }
    return end;
  }

  private readonly _ends = new Map<number, number | null>();
}

/** Ends of block comments, for a dialect that nests them. */
export class CommentEnds {
  constructor(private readonly _sql: string) {}

  /**
   * @returns the offset after its end; `null` if a comment inside the one at `open` is unclosed.
   */
  endOf(open: number): number | null {
    const starts = [open];
    let end = this._ends.get(open);
    let from = open + 2;
    while (end === undefined) {
      MARK.lastIndex = from;
      const mark = MARK.exec(this._sql);
      const known = mark?.[0] === '/*' ? this._ends.get(mark.index) : undefined;
      if (!mark || known === null) {
        end = null;
        for (const start of starts) {
          this._ends.set(start, null);
        }
      } else if (known !== undefined) {
        from = known;
      } else if (mark[0] === '/*') {
        starts.push(mark.index);
        from = MARK.lastIndex;
      } else {
        from = MARK.lastIndex;
        this._ends.set(starts.pop() ?? open, from);
        end = starts.length === 0 ? from : undefined;
      }
    }
    return end;
  }

  private readonly _ends = new Map<number, number | null>();
}

const MARK = /\/\*|\*\//g;
