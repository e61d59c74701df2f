/** Finds the grid that a widget shows, without loading what a grid is made of. */
import type { Widget } from '@lumino/widgets';
import type { CellRange } from '../table/shown-rows';
import type { ShownRows } from '../table/shown-rows';

export const GRID_CLASS = 'jp-OmniSciGrid';

/** What commands on a grid's cells need of it. */
export interface IShownGrid {
  /** The rows in the order that they are shown in. */
  readonly rows: ShownRows;
  /** What is selected; `null` for nothing. */
  readonly selection: CellRange | null;
}

/** The visible grid among a widget's descendants, or `null`. */
export function findShownGrid(widget: Widget | undefined): IShownGrid | null {
  if (!widget || widget.isHidden) {
    return null;
  }
  if (widget.hasClass(GRID_CLASS)) {
    return widget as Widget & IShownGrid;
  }
  for (const child of widget.children()) {
    const grid = findShownGrid(child);
    if (grid) {
      return grid;
    }
  }
  return null;
}
