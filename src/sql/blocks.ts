/**
 * Tells whether a semicolon is inside a block of procedural SQL, where it does not end the
 * statement: `CREATE PROCEDURE p() BEGIN DELETE FROM t; END;`. HeavyDB has no such blocks, and
 * running one statement out of a block would be worse than running none. In doubt, the block
 * continues to the end. Pure.
 */
import type { SqlToken } from './tokens';

const ROUTINES: ReadonlySet<string> = new Set([
  'FUNCTION',
  'PROCEDURE',
  'PROC',
  'TRIGGER',
  'EVENT'
]);

/** `BEGIN TRANSACTION;` begins no block. */
const TRANSACTIONS: ReadonlySet<string> = new Set([
  'TRAN',
  'TRANSACTION',
  'WORK',
  'READ',
  'ISOLATION',
  'DEFERRED',
  'IMMEDIATE',
  'EXCLUSIVE'
]);

/** `END IF` ends something that was not counted as a beginning. */
const ENDED: ReadonlySet<string> = new Set([
  'IF',
  'LOOP',
  'WHILE',
  'REPEAT',
  'FOR'
]);

/** Words that may precede the kind of object to create; after any other word, it is a name. */
const MODIFIERS: ReadonlySet<string> = new Set([
  'OR',
  'REPLACE',
  'ALTER',
  'AGGREGATE',
  'CONSTRAINT',
  'DEFINER',
  'EDITIONABLE',
  'NONEDITIONABLE',
  'TEMP',
  'TEMPORARY'
]);

/** Takes the tokens of one statement after the other. */
export class Block {
  /** True if a semicolon would not end the statement. */
  get isOpen(): boolean {
    const isBegun = this._isBlock && this._depth > 0;
    return this._isWhole || isBegun || (this._declares && !this._hasBegun);
  }

  take({ kind, text }: SqlToken): void {
    if (kind === 'space' || kind === 'comment') {
      return;
    }
    const word = kind === 'word' ? text.toUpperCase() : '';
    const last = this._last;
    this._last = word || text;
    this._count++;
    if (this._isHead) {
      this._takeHead(word, last);
    }
    if (this._isRoutine && (last === 'AS' || last === 'IS')) {
      // A quoted body is one token. Another body starts here, with declarations or at once.
      this._declares ||= word !== '' && word !== 'BEGIN';
    }
    this._countDepth(word, last);
  }

  private _takeHead(word: string, last: string): void {
    const isFirst = this._count === 1;
    if (isFirst) {
      this._first = word;
      // T-SQL's: `IF a > 1 BEGIN DELETE FROM t; … END`.
      this._isBlock = word === 'IF' || word === 'WHILE';
      return;
    }
    const isSecond = this._count === 2 && word !== '';
    const defines = this._first === 'CREATE' || this._first === 'ALTER';
    // `DEFINER = root@localhost` contains names.
    this._isHead =
      defines &&
      (word === '' || MODIFIERS.has(word) || last === '=' || last === '@');
    if (defines && ROUTINES.has(word)) {
      this._isBlock = true;
      this._isRoutine = true;
    } else if (defines && word === 'PACKAGE') {
      this._isWhole = true;
    } else if (isSecond && last === 'BEGIN' && !TRANSACTIONS.has(word)) {
      this._isBlock = true;
    } else if (isSecond && last === 'DECLARE') {
      this._isBlock = true;
      this._declares = true;
    }
  }

  private _countDepth(word: string, last: string): void {
    if (word === 'BEGIN' || (word === 'CASE' && last !== 'END')) {
      this._depth++;
      this._hasBegun ||= word === 'BEGIN';
    } else if (word === 'END') {
      this._depth--;
    } else if (last === 'END' && ENDED.has(word)) {
      this._depth++;
    }
  }

  private _count = 0;
  /** Until the word for the kind of object, or BEGIN. */
  private _isHead = true;
  private _first = '';
  private _last = '';
  private _depth = 0;
  private _isBlock = false;
  private _isRoutine = false;
  private _isWhole = false;
  private _declares = false;
  private _hasBegun = false;
}
