/** Maps keys to grid commands: the keys of the ARIA grid pattern and of spreadsheets. Pure. */
import { HEADER_ROW, type Cell } from './selection';

export type KeyAction =
  | { kind: 'move'; to: Cell; extend: boolean }
  | { kind: 'select'; whole: 'rows' | 'columns' | 'all' }
  | { kind: 'sort' }
  | { kind: 'clear' };

type Key = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'
>;

type GridPosition = {
  cursor: Cell;
  rowCount: number;
  columnCount: number;
  /** Number of visible rows. */
  pageRows: number;
};

/** `null` for a key that the grid does not use. */
export function keyAction(
  event: Key,
  position: GridPosition
): KeyAction | null {
  const { cursor } = position;
  const accel = event.ctrlKey || event.metaKey;
  if (event.altKey) {
    return null;
  }
  const to = destination(event.key, accel, position);
  if (to) {
    return { kind: 'move', to, extend: event.shiftKey };
  }
  switch (letterOf(event) ?? event.key) {
    case 'A':
      return accel && !event.shiftKey ? { kind: 'select', whole: 'all' } : null;
    case ' ':
      if (event.shiftKey || accel) {
        return { kind: 'select', whole: event.shiftKey ? 'rows' : 'columns' };
      }
      return cursor.row === HEADER_ROW ? { kind: 'sort' } : null;
    case 'Enter':
      return cursor.row === HEADER_ROW && !accel && !event.shiftKey
        ? { kind: 'sort' }
        : null;
    case 'Escape':
      return { kind: 'clear' };
    default:
      return null;
  }
}

/**
 * The letter of a key. If the layout writes another script, the letter at that position of a Latin
 * layout. `null` if the key is not a letter.
 */
function letterOf({ key, code }: Pick<Key, 'key' | 'code'>): string | null {
  if (/^[a-z]$/i.test(key)) {
    return key.toUpperCase();
  }
  const isOtherScript =
    /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);
  return isOtherScript ? (/^Key([A-Z])$/.exec(code)?.[1] ?? null) : null;
}

function destination(
  key: string,
  accel: boolean,
  { cursor, rowCount, columnCount, pageRows }: GridPosition
): Cell | null {
  const { row, column } = cursor;
  const lastRow = rowCount - 1;
  const lastColumn = columnCount - 1;
  switch (key) {
    case 'ArrowUp':
      return { row: accel ? Math.min(0, lastRow) : row - 1, column };
    case 'ArrowDown':
      return { row: accel ? lastRow : row + 1, column };
    case 'ArrowLeft':
      return { row, column: accel ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: accel ? lastColumn : column + 1 };
    case 'Home':
      return { row: accel ? Math.min(0, lastRow) : row, column: 0 };
    case 'End':
      return { row: accel ? lastRow : row, column: lastColumn };
    case 'PageUp':
      return { row: Math.max(Math.min(0, row), row - pageRows), column };
    case 'PageDown':
      return { row: Math.max(0, row) + pageRows, column };
    default:
      return null;
  }
}
