/**
 * Runs in the page that test/bench/scroll.ts opens: shows a million rows in our grid or in the stock
 * Lumino grid, and measures the time between frames while it scrolls.
 */
import { BasicKeyHandler, DataGrid, DataModel } from '@lumino/datagrid';
import { Widget } from '@lumino/widgets';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Table } from 'apache-arrow';
import { ResultGrid } from '../../src/grid/grid';
import { ResultTable } from '../../src/table/result-table';
import { mixedTable } from './scroll-data';

export type Way = 'steps' | 'jumps';

type Shown = {
  /** Scrolls to a pixel of the rows. */
  scrollTo: (top: number) => void;
  height: number;
};

const ROW_HEIGHT = 24;
const STEP = 240;

const trans = {
  __: (text: string) => text
} as unknown as TranslationBundle;

function showOurs(table: ResultTable): Shown {
  grid = new ResultGrid({
    table,
    themeManager: null,
    trans,
    label: 'Rows'
  });
  Widget.attach(grid, document.body);
  const scroller = grid.node.querySelector('.jp-OmniSciGrid-scroller')!;
  const height = table.rowCount * ROW_HEIGHT;
  const most = scroller.scrollHeight - scroller.clientHeight;
  return {
    height,
    scrollTo: top => {
      const before = scroller.scrollTop;
      scroller.scrollTop = (top / height) * most;
      if (scroller.scrollTop === before) {
        throw new Error('The grid did not scroll.');
      }
    }
  };
}

class StockModel extends DataModel {
  constructor(private readonly _table: ResultTable) {
    super();
  }

  rowCount(region: DataModel.RowRegion): number {
    return region === 'body' ? this._table.rowCount : 1;
  }

  columnCount(region: DataModel.ColumnRegion): number {
    return region === 'body' ? this._table.columns.length : 1;
  }

  data(region: DataModel.CellRegion, row: number, column: number): unknown {
    return region === 'body'
      ? this._table.text(row, column)
      : region === 'column-header'
        ? this._table.columns[column]?.name
        : row + 1;
  }
}

function showStock(table: ResultTable): Shown {
  const grid = new DataGrid({
    defaultSizes: { ...DataGrid.defaultSizes, rowHeight: ROW_HEIGHT }
  });
  grid.dataModel = new StockModel(table);
  grid.keyHandler = new BasicKeyHandler();
  grid.node.style.cssText = 'position: absolute; inset: 0';
  Widget.attach(grid, document.body);
  return {
    height: table.rowCount * ROW_HEIGHT,
    scrollTo: top => grid.scrollTo(0, top)
  };
}

/** The times between frames, in milliseconds. */
function measureFrames(shown: Shown, way: Way, ms: number): Promise<number[]> {
  const times: number[] = [];
  let top = 0;
  let seed = 1;
  const next = (): number => {
    if (way === 'steps') {
      return (top = (top + STEP) % shown.height);
    }
    // A generator as simple as can be, so that every grid is shown the same places.
    seed = (seed * 48_271) % 0x7fffffff;
    return (seed / 0x7fffffff) * (shown.height - 1000);
  };
  return new Promise(resolve => {
    let start = 0;
    let last = 0;
    const step = (now: number): void => {
      if (last !== 0) {
        times.push(now - last);
      }
      start ||= now;
      last = now;
      if (now - start > ms) {
        resolve(times);
        return;
      }
      shown.scrollTo(next());
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}

/** The rows as a 2020 result had them. */
const objectsOf = (table: Table): unknown[] =>
  table.toArray().map((row: { toJSON(): unknown }) => row.toJSON());

const held: unknown[] = [];

/** What scroll.ts and the browser tests of the grid call. */
const page = {
  show(which: 'ours' | 'stock', rowCount: number): void {
    const table = new ResultTable(mixedTable(rowCount));
    held.push(table);
    shown = which === 'ours' ? showOurs(table) : showStock(table);
  },
  /** Has our grid show more rows of the same columns. */
  grow(rowCount: number): void {
    grid!.setTable(new ResultTable(mixedTable(rowCount)));
  },
  hold(which: 'arrow' | 'objects', rowCount: number): void {
    const table = mixedTable(rowCount);
    held.push(which === 'arrow' ? new ResultTable(table) : objectsOf(table));
  },
  measure(way: Way, ms: number): Promise<number[]> {
    return measureFrames(shown!, way, ms);
  }
};
let shown: Shown | null = null;
let grid: ResultGrid | null = null;

export type ScrollPage = typeof page;

window.bench = page;
