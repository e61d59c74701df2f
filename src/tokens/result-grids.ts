/** The grids outside SQL editors, such as those in the outputs of a notebook. */
import { Token } from '@lumino/coreutils';
import type { Widget } from '@lumino/widgets';
import type { IResultGrid } from './sql-editors';

/** Tells the copy commands which grid outside a SQL editor they are meant for. */
export interface IResultGrids {
  /** Adds a grid, until it is disposed. */
  add(grid: Widget & IResultGrid): void;
}

export const IResultGrids = new Token<IResultGrids>(
  'jupyterlab-omnisci:IResultGrids',
  'Takes grids outside SQL editors, whose cells the copy commands copy.'
);
