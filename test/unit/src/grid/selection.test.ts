import { describe, expect, test } from 'vitest';
import { keyAction } from '../../../../src/grid/grid-keys';
import {
  cellCount,
  contains,
  GridSelection,
  HEADER_ROW
} from '../../../../src/grid/selection';

const SIZE = { rowCount: 100, columnCount: 4 };

const selectionOf = (): GridSelection => new GridSelection(SIZE);

describe('a selection', () => {
  test('is nothing before the user comes', () => {
    expect(selectionOf().range).toBeNull();
  });

  test('begins as the cell of the cursor', () => {
    const selection = selectionOf();
    selection.begin();
    expect(selection.range).toEqual({
      firstRow: 0,
      lastRow: 0,
      firstColumn: 0,
      lastColumn: 0
    });
  });

  test('grows from where it began, in any direction', () => {
    const selection = selectionOf();
    selection.moveTo({ row: 5, column: 2 });
    selection.moveTo({ row: 3, column: 3 }, { extend: true });
    selection.moveTo({ row: 2, column: 1 }, { extend: true });
    expect(selection.range).toEqual({
      firstRow: 2,
      lastRow: 5,
      firstColumn: 1,
      lastColumn: 2
    });
    expect(cellCount(selection.range!)).toBe(8);
    expect(contains(selection.range, { row: 3, column: 2 })).toBe(true);
    expect(contains(selection.range, { row: 3, column: 3 })).toBe(false);
  });

  test('ends at the last row, however far the key would go', () => {
    const selection = selectionOf();
    selection.moveTo({ row: 1e9, column: 1e9 });
    expect(selection.cursor).toEqual({ row: 99, column: 3 });
  });

  test('that grows upwards stays below the header', () => {
    const selection = selectionOf();
    selection.moveTo({ row: 1, column: 0 });
    selection.moveTo({ row: HEADER_ROW, column: 0 }, { extend: true });
    expect(selection.range?.firstRow).toBe(0);
  });

  test('in the header is no cell', () => {
    const selection = selectionOf();
    selection.moveTo({ row: HEADER_ROW, column: 2 });
    expect(selection.range).toBeNull();
  });

  test('of whole rows goes on over whole rows', () => {
    const selection = selectionOf();
    selection.moveTo({ row: 4, column: 2 });
    selection.selectWhole('rows');
    selection.moveTo({ row: 6, column: 1 }, { extend: true });
    expect(selection.range).toEqual({
      firstRow: 4,
      lastRow: 6,
      firstColumn: 0,
      lastColumn: 3
    });
  });

  test('of all ends with the next step, and the cursor is where it was', () => {
    const selection = selectionOf();
    selection.moveTo({ row: 4, column: 2 });
    selection.selectWhole('all');
    expect(cellCount(selection.range!)).toBe(400);
    selection.moveTo({ row: 5, column: 2 });
    expect(cellCount(selection.range!)).toBe(1);
  });

  test('stays when more rows are loaded', () => {
    const selection = selectionOf();
    selection.moveTo({ row: 98, column: 0 });
    selection.moveTo({ row: 99, column: 1 }, { extend: true });
    const before = selection.range;
    selection.resize({ rowCount: 1000, columnCount: 4 });
    expect(selection.range).toEqual(before);
    expect(selection.cursor).toEqual({ row: 99, column: 1 });
  });

  test('of no rows is nothing', () => {
    const selection = new GridSelection({ rowCount: 0, columnCount: 3 });
    selection.begin();
    expect(selection.range).toBeNull();
  });
});

describe('a key', () => {
  const press = (
    key: string,
    modifiers: Partial<KeyboardEvent> = {},
    cursor = { row: 50, column: 1 }
  ): ReturnType<typeof keyAction> =>
    keyAction(
      {
        key,
        code: '',
        ctrlKey: false,
        metaKey: false,
        shiftKey: false,
        altKey: false,
        ...modifiers
      },
      { cursor, ...SIZE, pageRows: 20 }
    );
  const to = (row: number, column: number, extend = false): unknown => ({
    kind: 'move',
    to: { row, column },
    extend
  });

  test.each([
    ['ArrowDown', to(51, 1)],
    ['ArrowUp', to(49, 1)],
    ['ArrowLeft', to(50, 0)],
    ['ArrowRight', to(50, 2)],
    ['Home', to(50, 0)],
    ['End', to(50, 3)],
    ['PageDown', to(70, 1)],
    ['PageUp', to(30, 1)]
  ])('%s moves the cursor', (key, action) => {
    expect(press(key)).toEqual(action);
  });

  test('with Ctrl or Cmd goes to the edges', () => {
    expect(press('Home', { ctrlKey: true })).toEqual(to(0, 0));
    expect(press('End', { metaKey: true })).toEqual(to(99, 3));
    expect(press('ArrowDown', { ctrlKey: true })).toEqual(to(99, 1));
  });

  test.each([
    ['a', 'KeyA'],
    ['A', 'KeyA'],
    // Russian, Greek and Hebrew layouts; and AZERTY, where the letter is elsewhere
    ['ф', 'KeyA'],
    ['α', 'KeyA'],
    ['ש', 'KeyA'],
    ['a', 'KeyQ']
  ])('%s of the place %s selects all with Ctrl', (key, code) => {
    expect(press(key, { code, ctrlKey: true })).toEqual({
      kind: 'select',
      whole: 'all'
    });
    expect(press(key, { code })).toBeNull();
  });

  test('of a Latin letter is not taken by its place', () => {
    expect(press('q', { code: 'KeyA', ctrlKey: true })).toBeNull();
    expect(press('é', { code: 'KeyA', ctrlKey: true })).toBeNull();
  });

  test('with Shift extends the selection', () => {
    expect(press('PageDown', { shiftKey: true })).toEqual(to(70, 1, true));
  });

  test('steps from the first row into the header, where Enter and Space sort', () => {
    const first = { row: 0, column: 1 };
    const header = { row: HEADER_ROW, column: 1 };
    expect(press('ArrowUp', {}, first)).toEqual(to(HEADER_ROW, 1));
    expect(press('PageUp', {}, first)).toEqual(to(0, 1));
    expect(press('Enter', {}, header)).toEqual({ kind: 'sort' });
    expect(press(' ', {}, header)).toEqual({ kind: 'sort' });
    expect(press('Enter')).toBeNull();
  });

  test('selects all, rows and columns as a spreadsheet does', () => {
    expect(press('a', { ctrlKey: true })).toEqual({
      kind: 'select',
      whole: 'all'
    });
    expect(press(' ', { shiftKey: true })).toEqual({
      kind: 'select',
      whole: 'rows'
    });
    expect(press(' ', { ctrlKey: true })).toEqual({
      kind: 'select',
      whole: 'columns'
    });
  });

  test('that is none of the grid is left to others', () => {
    expect(press('Tab')).toBeNull();
    expect(press('c', { ctrlKey: true })).toBeNull();
    expect(press('ArrowDown', { altKey: true })).toBeNull();
  });
});
